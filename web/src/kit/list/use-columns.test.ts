import { expect, it } from 'vitest'
import { moved } from './use-columns.ts'

it.each([
  ['c', -1, 'face,b,a,c,d'.replace('b,a,c', 'a,c,b')],
  ['a', -1, 'face,a,b,c,d'],
  ['a', 1, 'face,b,a,c,d'],
  ['d', 1, 'face,a,b,c,d'],
  ['face', 1, 'face,a,b,c,d'],
] as const)('%s by %i', (key, step, order) => {
  expect(moved(['face', 'a', 'b', 'c', 'd'], key, step).join()).toBe(order)
})

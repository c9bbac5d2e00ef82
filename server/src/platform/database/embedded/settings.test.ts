import { expect, it } from 'vitest'
import { memorySettings } from './settings.ts'

const GIB = 1024 ** 3

it.each([
  [0.5, 'shared_buffers=128MB'],
  [4, 'shared_buffers=512MB'],
  [64, 'shared_buffers=1024MB'],
])('a machine of %d GiB keeps %s of pages', (gib, setting) => {
  expect(memorySettings(gib * GIB)).toContain(setting)
})

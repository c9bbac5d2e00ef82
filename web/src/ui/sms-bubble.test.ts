import { expect, it } from 'vitest'
import { smsParts } from './sms-bubble.tsx'

it.each([
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ž'.repeat(70), 1],
  [`ž${'a'.repeat(70)}`, 2],
  ['a'.repeat(459), 3],
])('%s: %i', (text, parts) => {
  expect(smsParts(text)).toBe(parts)
})

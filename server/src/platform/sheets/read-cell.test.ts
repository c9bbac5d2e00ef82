import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDecimal, readFlag, readInteger, readList, readPhone, readWord, writeList } from './read-cell.ts'

const US = { locale: 'en-US' }

describe('how people write values', () => {
  it.each([
    ['1100', 1100],
    ['1,100', 1100],
    ['1.100', 1100],
    ["1'100", 1100],
    ['1 100 000', 1_100_000],
    ['75%', 75],
    ['-5', -5],
    ['12.5', 12.5],
    ['about 5', 'about 5'],
    ['1,10', '1,10'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['', ''],
  ])('the whole number %j is %j', (text, value) => expect(readInteger(text)).toBe(value))

  it.each([
    ['39.9612', 39.9612],
    ['39,9612', 39.9612],
    ['-82.9988', -82.9988],
    ['1,234.5', 1234.5],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['1.234,5', '1.234,5'],
    ['39°57′', '39°57′'],
  ])('the number %j is %j', (text, value) => expect(readDecimal(text)).toBe(value))

  it.each([
    ['Yes', true],
    ['x', true],
    ['FALSE', false],
    ['nein', false],
    ['maybe', 'maybe'],
  ])('%j is %j', (text, value) => expect(readFlag(text)).toBe(value))

  it.each([
    ['Extra Large', 'extra_large'],
    ['extra-large', 'extra_large'],
    ['FULL', 'full'],
  ])('the word %j is %j', (text, value) => expect(readWord(text)).toBe(value))

  it.each([
    ['(614) 555-0123', 'en-US', '+16145550123'],
    ['1-614-555-0123', 'en-US', '+16145550123'],
    ['+49 30 901820', 'en-US', '+4930901820'],
    ['0049 30 901820', 'en-US', '+4930901820'],
    ['030 901820', 'de-DE', '030901820'],
    ['6145550123', 'de-DE', '6145550123'],
    ['555-0123', 'en-US', '5550123'],
  ])('the phone number %j, read in %s, is %j', (text, locale, value) =>
    expect(readPhone(text, { ...US, locale })).toBe(value),
  )

  it('a list comes back as it was, whatever signs are in it', () => {
    const part = fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter((text) => text !== '')
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(readList(writeList(parts))).toEqual(parts)
      }),
    )
    expect(readList(' downtown;priority ;; C:\\bins')).toEqual(['downtown', 'priority', 'C:\\bins'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkTemplate, fillTemplate } from './template-text.ts'

const known = new Set(['customer.name', 'customer.firstName', 'business.name'])
const fill = (text: string, values: Record<string, string>) => fillTemplate(text, new Map(Object.entries(values)))

describe('checkTemplate', () => {
  it.each([
    ['Hello {{customer.name}}', []],
    ['Hello {{ customer.firstName | there }}', []],
    ['Hello {{customer.nam}}', ['customer.nam']],
    ['{{customer.name}} {{constructor.constructor}} {{__proto__.x}}', ['constructor.constructor', '']],
    ['Hello {{customer.name', ['']],
    ['Hello {{{{customer.name}}}}', ['']],
    ['{{customer.name | a {{business.name}} }}', ['']],
    ['a { b } c', []],
  ])('%s', (text, wrong) => {
    expect(checkTemplate(text, known).map(({ variable }) => variable)).toEqual(wrong)
  })

  it('names what there is', () => {
    expect(checkTemplate('{{customer.nam}}', known)[0]?.message).toBe(
      'There is no {{customer.nam}} here; use one of customer.name, customer.firstName',
    )
  })
})

describe('fillTemplate', () => {
  it('says which variables have nothing to say, once each', () => {
    const filled = fill('{{customer.name}} {{customer.firstName}} {{customer.firstName}}', { 'customer.name': 'Ana' })
    expect(filled.unfilled).toEqual(['customer.firstName'])
    expect(fill('Hi {{customer.firstName | there}}', { 'customer.firstName': ' ' }).text).toBe('Hi there')
  })

  it('what fills a variable in is data: never looked through for variables again', () => {
    const value = fc.string({ unit: fc.constantFrom('{', '}', '|', 'customer.name', '$&', '$1', 'a') })
    fc.assert(
      fc.property(value, (name) => {
        const { text } = fill('<{{customer.name | x}}>', { 'customer.name': name, 'business.name': 'B' })
        expect(text).toBe(`<${name.trim() || 'x'}>`)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { customerImport } from '#office/customers/customers.columns.ts'
import { guessMapping, guessUpdateKey } from './guess-mapping.ts'

describe('guessMapping', () => {
  it.each([
    [
      'the titles of an export',
      ['Id', 'Business name', 'Service ZIP code', 'Notify by SMS'],
      ['id', 'businessName', 'serviceAddress.zipCode', 'notificationPreferences.sms'],
    ],
    [
      'what people write',
      ['COMPANY', 'e-mail address', 'Zip', ' Télephone '],
      ['businessName', 'email', 'serviceAddress.zipCode', 'phone'],
    ],
    ['keys of the API', ['lastName', 'billingAddress.city'], ['lastName', 'billingAddress.city']],
    ['the same twice: the first', ['Phone', 'Phone'], ['phone', null]],
    ['its own title goes before another name for something else', ['Name', 'Business name'], [null, 'businessName']],
    ['what only the server sets, and what nobody knows', ['Created at', 'Shoe size', ''], [null, null, null]],
  ])('%s', (_, headers, mapping) => expect(guessMapping(customerImport, headers)).toEqual(mapping))
})

describe('guessUpdateKey', () => {
  const rows = (...cells: string[][]) => cells.map((row) => ({ cells: row }))
  it.each([
    ['the id, where rows have one', ['businessName', 'id'], rows(['A', ''], ['B', '1']), 'id'],
    ['not an id that no row has', ['businessName', 'id'], rows(['A', '']), 'businessName'],
    ['what every row has', ['businessName', 'email'], rows(['A', 'a@example.com'], ['', 'b@example.com']), 'email'],
    ['what is unique', ['phone', 'email', 'businessName'], rows(['1', 'a@example.com', 'A']), 'businessName'],
    ['nothing, where there is no key', ['notes'], rows(['x']), null],
  ])('%s', (_, mapping, preview, key) => expect(guessUpdateKey(customerImport, mapping, preview)).toBe(key))
})

import { describe, expect, it } from 'vitest'
import { followMapping, headerKey } from './header-key.ts'

describe('files with the same headers', () => {
  const key = headerKey(['Bin code', 'Straße', 'Notes'])

  it.each([
    [['Notes', 'Bin code', 'Straße']],
    [['bin_code', ' STRASSE '.replace('SS', 'ß'), 'notes']],
    [['Bin code', 'Straße', 'Notes', 'Problems']],
  ])('%j', (headers) => expect(headerKey(headers)).toBe(key))

  it.each([[['Bin code', 'Straße']], [['Bin code', 'Straße', 'Notes', 'Notes']], [['Bin code', 'Street', 'Notes']]])(
    'are not %j',
    (headers) => expect(headerKey(headers)).not.toBe(key),
  )
})

it('a mapping follows its headers, whatever their order, and leaves out what it does not know', () => {
  const saved = [
    { header: 'Name', field: 'firstName' },
    { header: 'Name', field: 'lastName' },
    { header: 'Nr', field: null },
  ]
  expect(followMapping(saved, ['nr', 'NAME', 'name', 'Problems'])).toEqual([null, 'firstName', 'lastName', null])
})

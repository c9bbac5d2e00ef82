import { expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { sanitiseError } from './sanitise-error.ts'

it.each([
  ['postgres://gw_app:s3cret@db:5432/x refused', 'postgres://***@db:5432/x refused'],
  ['GET https://api.example.com/v1/a?sig=s3cret&b=1 gave 500', 'GET https://api.example.com/v1/a?*** gave 500'],
  ['Authorization: Bearer s3cret.s3cret', 'Authorization: *** ***'],
  ['{"password":"s3cret","name":"Ana"}', '{"password":***,"name":"Ana"}'],
  ['api_key=s3cret is wrong', 'api_key=*** is wrong'],
  ['gw_live_abcdefs3cret was refused', 'gw_live_*** was refused'],
  [`token ${'s3cretAB'.repeat(6)} has expired`, 'token *** has expired'],
  ['The customer is gone\n    at file:///srv/a.ts:1', 'The customer is gone'],
])('%s', (message, shown) => {
  expect(sanitiseError(new Error(message))).toBe(shown)
})

it('keeps our own sentences, cuts long ones, takes what is no error', () => {
  expect(sanitiseError(new AppError('record.not-found', 'There is no such bin'))).toBe('There is no such bin')
  expect(sanitiseError(new Error('x '.repeat(1_000)))).toHaveLength(500)
  expect(sanitiseError('plain text')).toBe('plain text')
  expect(sanitiseError(new TypeError(''))).toBe('TypeError')
})

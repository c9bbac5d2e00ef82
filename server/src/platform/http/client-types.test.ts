import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROUTES } from '#app'
import { clientSource, toType } from './client-types.ts'

it('the client is what the routes say; `npm run client` writes it anew', () => {
  const written = readFileSync(join(import.meta.dirname, '../../../../client/src/operations.ts'), 'utf8')
  expect(written).toBe(clientSource(ROUTES))
})

it.each([
  [{ type: 'integer' }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'string', enum: ['a', 'b'] }, "'a' | 'b'"],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, "Array<'a' | 'b'>"],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': {} }, required: ['a'] },
    "{ a: string; 'b-c'?: unknown | undefined }",
  ],
  [{ type: 'object', additionalProperties: { type: 'boolean' } }, 'Record<string, boolean>'],
])('%j is %s', (schema, type) => {
  expect(toType(schema)).toBe(type)
})

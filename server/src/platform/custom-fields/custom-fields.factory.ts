import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { expect } from 'vitest'
import type { Caller } from '#test/kit/callers.ts'

/** A custom field of the caller's business: say what the test is about and leave the rest. */
export async function newField(by: Caller, input: object = {}): Promise<CustomField> {
  const answer = await by.post('/custom-fields', {
    resource: 'office.customers',
    kind: 'text',
    label: 'Gate code',
    ...input,
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}

export const COLOURS = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Dark blue' },
]

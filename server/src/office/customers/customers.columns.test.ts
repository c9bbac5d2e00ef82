import type { Customer } from '@groundwork/contract/office/customers.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { customerImport } from './customers.columns.ts'

const contacts = customerImport.columns.find(({ key }) => key === 'contacts')

it('contacts come back from their cell as they were, whatever signs are in them', () => {
  const text = fc
    .string({ minLength: 1 })
    .map((value) => value.trim())
    .filter((value) => value !== '')
  const contact = fc.record({ name: text, role: fc.option(text), email: fc.option(text), phone: fc.option(text) })
  fc.assert(
    fc.property(fc.array(contact), (given) => {
      const cell = contacts?.write({ contacts: given as Customer['contacts'] })
      expect(contacts?.read(String(cell), { locale: 'en-US' })).toEqual(given)
    }),
  )
})

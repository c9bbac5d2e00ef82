import { CreateCustomer } from '@groundwork/contract/office/customers.ts'
import { CreateBin } from '@groundwork/contract/waste/bins.ts'
import { describe, expect, it } from 'vitest'
import { errorsOf } from './field-errors.ts'
import { fieldsOf } from './field-spec.ts'
import { changedFields, fromValues, toValues } from './form-values.ts'

const customer = fieldsOf(CreateCustomer)
const bin = fieldsOf(CreateBin)
const filled = { kind: 'business', businessName: 'Short North Bakery' }

describe('fieldsOf', () => {
  it('reads label, kind and bounds from the contract', () => {
    const fill = bin.find(({ path }) => path === 'fillPercent')
    expect(fill).toMatchObject({ label: 'Fill (%)', kind: 'integer', minimum: 0, maximum: 100, isRequired: false })
    expect(bin.find(({ path }) => path === 'status')?.options).toContain('overflowing')
  })

  it('finds the parts of groups and of items in lists', () => {
    const location = bin.find(({ path }) => path === 'location')
    expect(location?.fields.map(({ path }) => path)).toContain('location.address')
    const contacts = customer.find(({ path }) => path === 'contacts')
    expect(contacts).toMatchObject({ kind: 'items' })
    expect(contacts?.fields.map(({ path }) => path)).toEqual(['name', 'role', 'email', 'phone'])
  })
})

describe('fromValues', () => {
  it('sends null for an empty text that may be empty, and nothing for one that may not', () => {
    const sent = fromValues(bin, toValues(bin, {}))
    expect(sent).toMatchObject({ notes: null, qrCode: null })
    expect(sent['customerId']).toBeUndefined()
  })

  it('sends null for an optional group of which only the default is filled', () => {
    expect(fromValues(customer, toValues(customer, filled))['serviceAddress']).toBeNull()
  })

  it('keeps a group as soon as one part is filled', () => {
    const values = {
      ...toValues(customer, filled),
      serviceAddress: { street: '120 E Broad St', city: '', country: 'US' },
    }
    expect(fromValues(customer, values)['serviceAddress']).toMatchObject({ street: '120 E Broad St', state: null })
  })

  it('gives back what the contract takes', () => {
    expect(errorsOf(CreateCustomer, fromValues(customer, toValues(customer, filled)))).toEqual({})
  })
})

describe('changedFields', () => {
  it('names only what differs', () => {
    const base = toValues(customer, { ...filled, notes: 'old' })
    expect(changedFields(customer, base, { ...base, notes: 'new' })).toEqual({ notes: 'new' })
    expect(changedFields(customer, base, { ...base, notes: '' })).toEqual({ notes: null })
    expect(changedFields(customer, base, { ...base })).toEqual({})
  })
})

describe('errorsOf', () => {
  it('asks to fill in what is missing, and says the rule of what is wrong', () => {
    const errors = errorsOf(
      CreateBin,
      fromValues(bin, { ...toValues(bin, { binType: 'standard', size: 'medium' }), fillPercent: 120 }),
    )
    expect(errors).toMatchObject({
      customerId: 'Please fill this in',
      'location.address': 'Please fill this in',
      fillPercent: 'Between 0 and 100',
    })
  })
})

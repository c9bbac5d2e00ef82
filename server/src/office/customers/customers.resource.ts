import {
  CreateCustomer,
  Customer,
  CustomerList,
  missingName,
  UpdateCustomer,
} from '@groundwork/contract/office/customers.ts'
import { nameViolation } from '#platform/database/violations.ts'
import { invalidField } from '#platform/errors.ts'
import { anyOf, before, holds, since } from '#platform/resource/filters.ts'
import { defineResource } from '#platform/resource/resource.ts'
import { ownBy } from '#platform/resource/row-rights.ts'
import { CUSTOMER_COLUMNS, type CustomerRow, deriveCustomer, toCustomer, toCustomerColumns } from './customers.row.ts'
import { assertMayTrash } from './deletion-guards.ts'

nameViolation('customers_business_name', {
  rule: 'customer.business-name-taken',
  message: 'There is a customer with this business name; use that one, or tell the two apart by name',
  field: 'businessName',
})

export const customers = defineResource<CustomerRow, Customer, CreateCustomer, UpdateCustomer>({
  name: 'office.customers',
  noun: 'customer',
  event: 'customer',
  module: null,
  path: '/customers',
  table: 'customers',
  columns: CUSTOMER_COLUMNS,
  takesCustomFields: true,
  schemas: { record: Customer, create: CreateCustomer, update: UpdateCustomer, list: CustomerList },
  toRecord: toCustomer,
  toColumns: toCustomerColumns,
  derive: deriveCustomer,
  filters: {
    kind: anyOf('kind', 'text'),
    tag: holds('tags'),
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: {
    name: { column: 'name_norm', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    updatedAt: { column: 'updated_at', type: 'timestamptz' },
  },
  expands: {},
  own: ownBy('made by them', 'created_by'),
  fieldFacts: {
    alwaysSeen: ['kind', 'name'],
    madeOf: { name: ['businessName', 'firstName', 'lastName'], consentAt: ['consentSource'] },
    askedAs: { tag: 'tags' },
    searched: {
      name: 'name',
      email: 'email',
      phone: String.raw`regexp_replace(phone, '\D', '', 'g')`,
      serviceAddress: "service_address->>'street', service_address->>'city', service_address->>'zipCode'",
      tags: "array_to_string(tags, ' ')",
    },
  },
  rules: {
    beforeSave: async (_ctx, next) => assertNamed(next),
    beforeTrash: assertMayTrash,
  },
})

/** A change may take the name away or turn a person into a business; the whole has to hold. */
function assertNamed(row: CustomerRow): void {
  const missing = missingName({ kind: row.kind, businessName: row.business_name, lastName: row.last_name })
  if (missing) throw invalidField(missing.field, missing.message)
}

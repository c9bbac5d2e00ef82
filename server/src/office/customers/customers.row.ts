import type { CreateCustomer, Customer, UpdateCustomer } from '@groundwork/contract/office/customers.ts'
import type { StoredValues } from '#platform/custom-fields/fields-of.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { BASE_COLUMNS, givenColumns, toBaseFields } from '#platform/resource/row-parts.ts'
import { digitsOf, normalise, searchText } from '#platform/resource/search-text.ts'

export interface CustomerRow extends BaseRow {
  kind: 'business' | 'person'
  name: string
  business_name: string | null
  first_name: string | null
  last_name: string | null
  email: string | null
  phone: string | null
  contacts: Customer['contacts']
  service_address: Customer['serviceAddress']
  billing_address: Customer['billingAddress']
  tax_id: string | null
  language: string | null
  notify_sms: boolean
  notify_email: boolean
  notify_push: boolean
  consent_source: string | null
  consent_at: string | null
  tags: string[]
  notes: string | null
  custom_fields: StoredValues
}

export const CUSTOMER_COLUMNS = [
  'id',
  'kind',
  'name',
  'business_name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'contacts',
  'service_address',
  'billing_address',
  'tax_id',
  'language',
  'notify_sms',
  'notify_email',
  'notify_push',
  'consent_source',
  'consent_at',
  'tags',
  'notes',
  'custom_fields',
  ...BASE_COLUMNS,
] as const satisfies readonly (keyof CustomerRow)[]

export function toCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    businessName: row.business_name,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone,
    contacts: row.contacts,
    serviceAddress: row.service_address,
    billingAddress: row.billing_address,
    taxId: row.tax_id,
    language: row.language,
    notificationPreferences: { sms: row.notify_sms, email: row.notify_email, push: row.notify_push },
    consentSource: row.consent_source,
    consentAt: row.consent_at,
    tags: row.tags,
    notes: row.notes,
    customFields: row.custom_fields,
    ...toBaseFields(row),
  }
}

const PLAIN = {
  kind: 'kind',
  businessName: 'business_name',
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  contacts: 'contacts',
  serviceAddress: 'service_address',
  billingAddress: 'billing_address',
  taxId: 'tax_id',
  language: 'language',
  consentSource: 'consent_source',
  tags: 'tags',
  notes: 'notes',
} as const

export function toCustomerColumns(input: CreateCustomer | UpdateCustomer): Partial<CustomerRow> {
  const columns = givenColumns<CustomerRow>(input, PLAIN)
  const preferences = input.notificationPreferences
  if (preferences)
    Object.assign(columns, {
      notify_sms: preferences.sms,
      notify_email: preferences.email,
      notify_push: preferences.push,
    })
  // The time of the consent is ours to say, not the caller's.
  if (input.consentSource !== undefined)
    columns.consent_at = input.consentSource === null ? null : new Date().toISOString()
  return columns
}

/** What the database is searched, sorted and kept unique by. */
export function deriveCustomer(row: CustomerRow) {
  const name = nameOf(row)
  const address = row.service_address
  return {
    name,
    name_norm: normalise(name),
    business_name_norm: row.business_name ? normalise(row.business_name) : null,
    email_norm: row.email?.toLowerCase() ?? null,
    search_text: searchText([
      name,
      row.email,
      digitsOf(row.phone),
      address?.street,
      address?.city,
      address?.zipCode,
      ...row.tags,
    ]),
  }
}

function nameOf(row: CustomerRow): string {
  const person = [row.first_name, row.last_name].filter(Boolean).join(' ')
  return (row.kind === 'business' ? row.business_name : person) ?? person
}

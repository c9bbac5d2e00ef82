import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { ExportSource } from '#office/exports/export-source.ts'
import type { ImportSource } from '#office/imports/import-source.ts'
import { normalise } from '#platform/resource/search-text.ts'
import {
  decimalColumn,
  flagColumn,
  listColumn,
  phoneColumn,
  type SheetColumn,
  shownColumn,
  textColumn,
  wordColumn,
} from '#platform/sheets/column.ts'
import { escapePart, readParts, splitParts } from '#platform/sheets/read-cell.ts'
import { customers } from './customers.resource.ts'

const CONTACT_FIELDS = ['name', 'role', 'email', 'phone'] as const

const columns: SheetColumn<Customer>[] = [
  textColumn('id', 'Id', { stored: 'id', aliases: ['customer id'] }),
  wordColumn('kind', 'Kind', { stored: 'kind', aliases: ['type', 'customer type'], isAlwaysSet: true }),
  textColumn('businessName', 'Business name', {
    stored: 'business_name',
    aliases: ['company', 'company name', 'business', 'account name', 'name', 'customer', 'customer name'],
  }),
  textColumn('firstName', 'First name', { stored: 'first_name', aliases: ['given name', 'first'] }),
  textColumn('lastName', 'Last name', { stored: 'last_name', aliases: ['family name', 'surname', 'last'] }),
  textColumn('email', 'E-mail', { stored: 'email', aliases: ['email address', 'mail'] }),
  phoneColumn('phone', 'Phone', {
    stored: 'phone',
    aliases: ['phone number', 'telephone', 'mobile', 'cell', 'main phone'],
  }),
  ...addressColumns(
    'serviceAddress',
    'Service',
    ['address', 'street', 'street address', 'address line 1'],
    ['city'],
    ['state', 'province'],
    ['zip', 'zip code', 'postal code', 'postcode'],
    ['country'],
  ),
  ...addressColumns('billingAddress', 'Billing', ['bill to'], [], [], [], []),
  {
    ...textColumn<Customer>('contacts', 'Contacts', {
      stored: { objects: 'contacts', fields: CONTACT_FIELDS },
      read: readContacts,
      write: ({ contacts }) => writeContacts(contacts),
    }),
    whenEmptied: { value: [] },
  },
  textColumn('taxId', 'Tax id', { stored: 'tax_id', aliases: ['tax number', 'ein', 'vat id'] }),
  textColumn('language', 'Language', { stored: 'language' }),
  flagColumn('notificationPreferences.sms', 'Notify by SMS', { stored: 'notify_sms', aliases: ['sms'] }),
  flagColumn('notificationPreferences.email', 'Notify by e-mail', { stored: 'notify_email' }),
  flagColumn('notificationPreferences.push', 'Notify by push', { stored: 'notify_push' }),
  textColumn('consentSource', 'Consent source', { stored: 'consent_source' }),
  listColumn('tags', 'Tags', { stored: { list: 'tags' }, aliases: ['labels'] }),
  textColumn('notes', 'Notes', { stored: 'notes', aliases: ['comments', 'remarks'] }),
  shownColumn('consentAt', 'Consent at', 'time', 'consent_at'),
  shownColumn('createdAt', 'Created at', 'time', 'created_at'),
  shownColumn('updatedAt', 'Changed at', 'time', 'updated_at'),
]

function addressColumns(
  field: 'serviceAddress' | 'billingAddress',
  title: string,
  ...[street = [], city = [], state = [], zip = [], country = []]: string[][]
): SheetColumn<Customer>[] {
  const jsonb = field === 'serviceAddress' ? 'service_address' : 'billing_address'
  const stored = (part: string) => ({ stored: { jsonb, key: part } })
  return [
    textColumn(`${field}.street`, `${title} street`, { ...stored('street'), aliases: [`${title} address`, ...street] }),
    textColumn(`${field}.city`, `${title} city`, { ...stored('city'), aliases: city }),
    textColumn(`${field}.state`, `${title} state`, { ...stored('state'), aliases: state }),
    textColumn(`${field}.zipCode`, `${title} ZIP code`, { ...stored('zipCode'), aliases: [`${title} zip`, ...zip] }),
    textColumn(`${field}.country`, `${title} country`, { ...stored('country'), aliases: country }),
    decimalColumn(`${field}.latitude`, `${title} latitude`, stored('latitude')),
    decimalColumn(`${field}.longitude`, `${title} longitude`, stored('longitude')),
  ]
}

/** `Ana Diaz | Facility manager | ana@example.com | +16145560123; ...`: name, role, e-mail, phone. */
function readContacts(text: string): unknown {
  const contacts = splitParts(text, ';').filter((part) => part.trim() !== '')
  return contacts.map((contact) => {
    const [name = '', role, email, phone] = readParts(contact, '|')
    return { name, role: role || null, email: email || null, phone: phone || null }
  })
}

function writeContacts(contacts: Customer['contacts']): string {
  return contacts
    .map((contact) => {
      const parts = CONTACT_FIELDS.map((field) => escapePart(contact[field] ?? ''))
      return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(' | ')
    })
    .join('; ')
}

export const customerImport: ImportSource = {
  resource: customers,
  columns,
  keys: [
    {
      column: 'businessName',
      table: { name: 'business_name_norm', type: 'text' },
      taken: 'There is a customer with this business name',
      normalise,
    },
    { column: 'email', table: { name: 'email_norm', type: 'text' }, normalise: (value) => value.toLowerCase() },
    { column: 'phone', table: { name: 'phone', type: 'text' }, normalise: (value) => value },
  ],
  references: [],
  complete: completeCustomer,
}

/** Lists of customers seldom say what they are: whoever has a business name is a business. */
function completeCustomer(input: Record<string, unknown>): Record<string, unknown> {
  const kind = input['businessName'] ? 'business' : 'person'
  // Only setValueAt made this object, of the flags that the file has.
  const preferences = input['notificationPreferences'] as object | undefined
  return { kind, ...input, notificationPreferences: { sms: false, email: true, push: false, ...preferences } }
}

export const customerExport: ExportSource = { resource: customers, columns, expands: [] }

import { z } from 'zod'
import { Can, Email, Instant, Latitude, Longitude, Phone, RecordFields, text } from '../http/fields.ts'
import { anyOf, defineList, QueryBoolean } from '../http/list.ts'
import { CustomFieldInput, CustomFieldValues } from '../platform/custom-fields.ts'

export const CUSTOMER_KINDS = ['business', 'person'] as const

export const Address = z.strictObject({
  street: text(200).meta({ title: 'Street', examples: ['120 E Broad St'] }),
  city: text(100).meta({ title: 'City', examples: ['Columbus'] }),
  state: text(100)
    .nullish()
    .meta({ title: 'State', examples: ['OH'] }),
  zipCode: text(20)
    .nullish()
    .meta({ title: 'ZIP code', examples: ['43215'] }),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Use the two-letter country code, such as US')
    .default('US')
    .meta({ title: 'Country', examples: ['US'] }),
  latitude: Latitude.nullish().meta({ title: 'Latitude' }),
  longitude: Longitude.nullish().meta({ title: 'Longitude' }),
})
export type Address = z.infer<typeof Address>

export const Contact = z.strictObject({
  name: text(200).meta({ title: 'Name' }),
  role: text(100)
    .nullish()
    .meta({ title: 'Role', examples: ['Facility manager'] }),
  email: Email.nullish().meta({ title: 'E-mail' }),
  phone: Phone.nullish().meta({ title: 'Phone' }),
})

export const NotificationPreferences = z.strictObject({ sms: z.boolean(), email: z.boolean(), push: z.boolean() })

const fields = {
  kind: z.enum(CUSTOMER_KINDS).meta({ title: 'Kind', examples: ['business'] }),
  businessName: text(200)
    .nullish()
    .meta({ title: 'Business name', examples: ['Short North Bakery'] }),
  firstName: text(100).nullish().meta({ title: 'First name' }),
  lastName: text(100).nullish().meta({ title: 'Last name' }),
  email: Email.nullish().meta({ title: 'E-mail' }),
  phone: Phone.nullish().meta({ title: 'Phone' }),
  contacts: z.array(Contact).max(50, 'At most 50 contacts').meta({ title: 'Contacts' }),
  serviceAddress: Address.nullish().meta({ title: 'Service address' }),
  billingAddress: Address.nullish().meta({
    title: 'Billing address',
    description: 'Empty means: the same as the service address',
  }),
  taxId: text(50).nullish().meta({ title: 'Tax id' }),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Use a language tag such as en or en-US')
    .nullish()
    .meta({ title: 'Language', examples: ['en'] }),
  notificationPreferences: NotificationPreferences.meta({ title: 'Notifications' }),
  consentSource: text(200)
    .nullish()
    .meta({
      title: 'Consent source',
      description: 'Where the customer agreed to be notified',
      examples: ['Signed contract'],
    }),
  tags: z
    .array(text(50))
    .max(50, 'At most 50 tags')
    .meta({ title: 'Tags', examples: [['downtown']] }),
  notes: text(5000).nullish().meta({ title: 'Notes' }),
  customFields: CustomFieldInput.optional(),
}

interface Named {
  kind?: 'business' | 'person' | undefined
  businessName?: string | null | undefined
  lastName?: string | null | undefined
}

/** A business needs its name, a person a last name: the list and every letter show it. */
export function missingName(customer: Named): { field: string; message: string } | undefined {
  if (customer.kind === 'business' && !customer.businessName)
    return { field: 'businessName', message: 'A business needs its name' }
  if (customer.kind === 'person' && !customer.lastName)
    return { field: 'lastName', message: 'A person needs a last name' }
  return undefined
}

export const CreateCustomer = z
  .strictObject({
    ...fields,
    contacts: fields.contacts.default([]),
    notificationPreferences: fields.notificationPreferences.default({ sms: false, email: true, push: false }),
    tags: fields.tags.default([]),
  })
  .check((check) => {
    const missing = missingName(check.value)
    if (missing)
      check.issues.push({ code: 'custom', input: check.value, path: [missing.field], message: missing.message })
  })
export type CreateCustomer = z.infer<typeof CreateCustomer>

export const UpdateCustomer = z.strictObject(fields).partial()
export type UpdateCustomer = z.infer<typeof UpdateCustomer>

export const Customer = z.strictObject({
  ...RecordFields,
  kind: z.enum(CUSTOMER_KINDS),
  name: z.string().meta({ description: 'The business name, or first and last name: for lists and letters' }),
  businessName: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  contacts: z.array(Contact),
  serviceAddress: Address.nullable(),
  billingAddress: Address.nullable(),
  taxId: z.string().nullable(),
  language: z.string().nullable(),
  notificationPreferences: NotificationPreferences,
  consentSource: z.string().nullable(),
  consentAt: Instant.nullable(),
  tags: z.array(z.string()),
  notes: z.string().nullable(),
  customFields: CustomFieldValues,
  deletedAt: Instant.nullable(),
  can: Can.optional(),
})
export type Customer = z.infer<typeof Customer>

export const CustomerList = defineList({
  filters: {
    kind: anyOf(CUSTOMER_KINDS).optional(),
    tag: text(50).optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
    trashed: QueryBoolean.optional().meta({ description: 'true lists the trash instead' }),
  },
  sorts: ['name', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
  expands: [],
  searchable: true,
  customFields: true,
})

/** Asked while the form is being filled, so that the second record of a customer is not made in the first place. */
export const LikelyDuplicatesQuery = z.strictObject({
  name: z.string().trim().max(200).optional(),
  email: z.string().trim().max(254).optional(),
  phone: z.string().trim().max(50).optional(),
  exceptId: z.uuid().optional(),
})
export const LikelyDuplicate = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  reason: z.enum(['name', 'email', 'phone']),
})

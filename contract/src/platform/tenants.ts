import { z } from 'zod'
import { Can, Email, Id, Instant, Phone, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'
import { Currency, Locale, MODULES, SignUp, TENANT_STATUSES, TenantSlug, TimeZone } from './identity.ts'

export const Tenant = z.strictObject({
  id: Id,
  name: z.string(),
  slug: z.string(),
  businessName: z.string().nullable(),
  businessType: z.string().nullable(),
  industry: z.string().nullable(),
  description: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  address: z.record(z.string(), z.unknown()).nullable(),
  businessHours: z.record(z.string(), z.unknown()).nullable(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.string(),
  status: z.enum(TENANT_STATUSES),
  modules: z.array(z.enum(MODULES)),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Tenant = z.infer<typeof Tenant>

const Opening = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 08:00')
const Day = z.array(z.strictObject({ opens: Opening, closes: Opening })).max(4, 'At most 4 spans a day')
export const BusinessHours = z
  .strictObject({ monday: Day, tuesday: Day, wednesday: Day, thursday: Day, friday: Day, saturday: Day, sunday: Day })
  .partial()

export const TenantAddress = z.strictObject({
  street: text(200).nullish().meta({ title: 'Street' }),
  city: text(100).nullish().meta({ title: 'City' }),
  state: text(100).nullish().meta({ title: 'State' }),
  zipCode: text(20).nullish().meta({ title: 'ZIP code' }),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Use the two-letter country code, such as US')
    .nullish()
    .meta({ title: 'Country' }),
})

export const UpdateTenant = z
  .strictObject({
    name: text(200).meta({ title: 'Name' }),
    businessName: text(200).nullable().meta({ title: 'Legal name' }),
    businessType: text(100).nullable().meta({ title: 'Business type' }),
    industry: text(100).nullable().meta({ title: 'Industry' }),
    description: text(2000).nullable().meta({ title: 'Description' }),
    contactPhone: Phone.nullable().meta({ title: 'Phone' }),
    contactEmail: Email.nullable().meta({ title: 'E-mail' }),
    address: TenantAddress.nullable().meta({ title: 'Address' }),
    businessHours: BusinessHours.nullable().meta({ title: 'Business hours' }),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    modules: z
      .array(z.enum(MODULES))
      .max(MODULES.length)
      .refine((names) => new Set(names).size === names.length, 'Each module once')
      .meta({ title: 'Modules' }),
  })
  .partial()
export type UpdateTenant = z.infer<typeof UpdateTenant>

/** For those who run the installation. */
export const UpdateAnyTenant = UpdateTenant.extend({
  slug: TenantSlug.optional(),
  status: z.enum(TENANT_STATUSES).optional(),
})
export type UpdateAnyTenant = z.infer<typeof UpdateAnyTenant>

export const OpenTenant = SignUp.shape.tenant
export type OpenTenant = z.infer<typeof OpenTenant>

export const TenantSummary = z.strictObject({
  id: Id,
  name: z.string(),
  slug: z.string(),
  status: z.enum(TENANT_STATUSES),
  modules: z.array(z.enum(MODULES)),
  role: z.string().nullable().meta({ description: 'Your role there; null for super admins who are no members' }),
  can: Can.optional(),
})
export type TenantSummary = z.infer<typeof TenantSummary>

export const TenantList = defineList({
  filters: { status: anyOf(TENANT_STATUSES).optional() },
  sorts: ['name', 'slug'],
  defaultSort: 'name',
  expands: [],
  searchable: true,
})

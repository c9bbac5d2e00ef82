import { z } from 'zod'
import { Can, Day, Id, Instant, RecordFields, text } from '../http/fields.ts'

export const CUSTOM_FIELD_KINDS = ['text', 'number', 'date', 'choice', 'reference'] as const
export type CustomFieldKind = (typeof CUSTOM_FIELD_KINDS)[number]

export const MAX_CUSTOM_FIELDS = 100
export const MAX_CHOICES = 200
export const MAX_CUSTOM_TEXT = 500
export const MAX_DECIMALS = 6
/** With six decimals still exact as a number of JSON. */
export const MAX_CUSTOM_NUMBER = 1_000_000_000

export const CUSTOM_FIELD_KEY = /^[a-z][A-Za-z0-9]{0,49}$/

const CustomFieldValue = z.union([z.number(), z.string(), z.null()], 'Use a text, a number or null')

/** What a record holds in the fields that a business has defined itself: all of them, null where there is nothing. */
export const CustomFieldValues = z.record(z.string(), CustomFieldValue).meta({
  title: 'Custom fields',
  description: 'By key; what fields there are, GET /api/custom-fields says. null where there is nothing.',
  examples: [{ gateCode: '4417', contractNumber: 1204 }],
})
export type CustomFieldValues = z.infer<typeof CustomFieldValues>

/** The same as a change says it: what is named is set, null empties, and what is absent stays. */
export const CustomFieldInput = z.record(z.string(), CustomFieldValue).meta({
  title: 'Custom fields',
  description: 'By key. What is absent keeps its value, null empties it.',
  examples: [{}],
})
export type CustomFieldInput = z.infer<typeof CustomFieldInput>

const Bound = z
  .number()
  .min(-MAX_CUSTOM_NUMBER, `From -${MAX_CUSTOM_NUMBER}`)
  .max(MAX_CUSTOM_NUMBER, `Up to ${MAX_CUSTOM_NUMBER}`)

const ChoiceValue = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'Use up to 50 small letters, digits, - and _')
  .meta({ title: 'Value', description: 'What records hold; it stays when the label changes' })

const fields = {
  label: text(60).meta({ title: 'Label', examples: ['Gate code'] }),
  helpText: text(200)
    .nullish()
    .meta({ title: 'Help', examples: ['Ask at the desk when it does not open'] }),
  isRequired: z.boolean().meta({ title: 'Required' }),
  minLength: z.int().min(1, 'At least 1').max(MAX_CUSTOM_TEXT, `At most ${MAX_CUSTOM_TEXT}`).nullish().meta({
    title: 'Characters, at least',
  }),
  maxLength: z.int().min(1, 'At least 1').max(MAX_CUSTOM_TEXT, `At most ${MAX_CUSTOM_TEXT}`).nullish().meta({
    title: 'Characters, at most',
  }),
  unit: text(20)
    .nullish()
    .meta({ title: 'Unit', examples: ['kg'] }),
  decimals: z
    .int()
    .min(0, 'Between 0 and 6')
    .max(MAX_DECIMALS, 'Between 0 and 6')
    .nullish()
    .meta({ title: 'Decimals' }),
  min: Bound.nullish().meta({ title: 'Smallest' }),
  max: Bound.nullish().meta({ title: 'Largest' }),
  earliest: Day.nullish().meta({ title: 'Earliest day' }),
  latest: Day.nullish().meta({ title: 'Latest day' }),
  options: z
    .array(z.strictObject({ value: ChoiceValue.optional(), label: text(60).meta({ title: 'Label' }) }))
    .max(MAX_CHOICES, `At most ${MAX_CHOICES} options`)
    .nullish()
    .meta({ title: 'Options', examples: [[{ value: 'monday', label: 'Monday' }]] }),
}

export const CreateCustomField = z.strictObject({
  resource: text(80).meta({
    title: 'Records',
    description: 'Such as office.customers',
    examples: ['office.customers'],
  }),
  kind: z.enum(CUSTOM_FIELD_KINDS).meta({ title: 'Kind', examples: ['text'] }),
  key: z
    .string()
    .regex(CUSTOM_FIELD_KEY, 'Begin with a small letter, then up to 49 letters and digits')
    .refine((key) => !(key in Object.prototype), 'Choose another word; programs know this one as something else')
    .optional()
    .meta({ title: 'Key', description: 'Made from the label when left out; it never changes', examples: ['gateCode'] }),
  referenceTo: text(80).nullish().meta({ title: 'Refers to', description: 'Of a reference: which records' }),
  ...fields,
  isRequired: fields.isRequired.default(false),
})
export type CreateCustomField = z.infer<typeof CreateCustomField>

export const UpdateCustomField = z.strictObject(fields).partial()
export type UpdateCustomField = z.infer<typeof UpdateCustomField>

export const CustomFieldOption = z.strictObject({ value: z.string(), label: z.string() })
export type CustomFieldOption = z.infer<typeof CustomFieldOption>

export const CustomField = z.strictObject({
  ...RecordFields,
  resource: z.string(),
  key: z.string(),
  kind: z.enum(CUSTOM_FIELD_KINDS),
  label: z.string(),
  helpText: z.string().nullable(),
  isRequired: z.boolean(),
  minLength: z.int().nullable(),
  maxLength: z.int().nullable(),
  unit: z.string().nullable(),
  decimals: z.int().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  options: z.array(CustomFieldOption).meta({ description: 'Of a choice; empty for other kinds' }),
  referenceTo: z.string().nullable(),
  position: z.int().meta({ description: 'The order in forms and on pages' }),
  archivedAt: Instant.nullable().meta({ description: 'Archived fields keep their values, and are not shown' }),
  can: Can.optional(),
})
export type CustomField = z.infer<typeof CustomField>

export const CustomFieldQuery = z.strictObject({
  resource: z.string().max(80).optional().meta({ description: 'Only the fields of these records' }),
})

export const OrderCustomFields = z.strictObject({
  resource: text(80).meta({ examples: ['office.customers'] }),
  ids: z.array(Id).min(1, 'Name the fields in their new order').max(MAX_CUSTOM_FIELDS),
})
export type OrderCustomFields = z.infer<typeof OrderCustomFields>

/** Records that a business can define fields for. */
export const CustomFieldResource = z.strictObject({ resource: z.string(), noun: z.string() })

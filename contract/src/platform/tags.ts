import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { defineList } from '../http/list.ts'

export const TAG_COLOURS = [
  'grey',
  'blue',
  'teal',
  'green',
  'lime',
  'amber',
  'orange',
  'red',
  'pink',
  'violet',
] as const
export type TagColour = (typeof TAG_COLOURS)[number]

/** Tags of a record, as names; what colour they have stands in the tenant's own list of tags. */
export const Tags = z.array(text(50)).max(50, 'At most 50 tags')
/** One of the words that a list's records carry. */
export const TagFilter = text(50)

export const Tag = z.strictObject({
  id: Id,
  name: z.string(),
  colour: z.enum(TAG_COLOURS),
  createdAt: Instant,
  version: z.int(),
  can: Can.optional(),
})
export type Tag = z.infer<typeof Tag>

export const TagList = defineList({
  filters: {},
  sorts: ['name', 'createdAt'],
  defaultSort: 'name',
  expands: [],
  searchable: true,
})

export const CreateTag = z.strictObject({
  name: text(50).meta({ title: 'Tag', examples: ['gate code'] }),
  colour: z.enum(TAG_COLOURS).default('grey').meta({ title: 'Colour' }),
})
export type CreateTag = z.infer<typeof CreateTag>
export const UpdateTag = z.strictObject({
  name: text(50)
    .optional()
    .meta({ title: 'Tag', examples: ['gate code'] }),
  colour: z
    .enum(TAG_COLOURS)
    .optional()
    .meta({ title: 'Colour', examples: ['blue'] }),
})
export type UpdateTag = z.infer<typeof UpdateTag>

export const MergeTag = z.strictObject({
  intoId: Id.meta({ title: 'Into', description: 'The tag that stays; records carry it instead' }),
})
export type MergeTag = z.infer<typeof MergeTag>
export const TagMerged = z.strictObject({
  into: Tag,
  jobId: Id.meta({ description: 'The job that changes the records' }),
})
export type TagMerged = z.infer<typeof TagMerged>

/** Records are counted so far; `100` says that there may be more. */
export const MAX_USES_LISTED = 100
export const TagCounts = z.strictObject({
  tags: z.array(z.strictObject({ id: Id, records: z.int() })),
})
export type TagCounts = z.infer<typeof TagCounts>

export const MAX_USES_COUNTED = 1000
export const TagUses = z.strictObject({
  records: z
    .array(z.strictObject({ resource: z.string(), count: z.int() }))
    .meta({ description: `Of each kind, counted up to ${MAX_USES_COUNTED}` }),
  others: z
    .array(z.strictObject({ kind: z.string(), names: z.array(z.string()), follows: z.boolean() }))
    .meta({ description: 'What else names it; what does not follow a new name has to be changed by hand' }),
})
export type TagUses = z.infer<typeof TagUses>

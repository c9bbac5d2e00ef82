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
export const UpdateTag = z.strictObject({ colour: z.enum(TAG_COLOURS).meta({ title: 'Colour', examples: ['blue'] }) })
export type UpdateTag = z.infer<typeof UpdateTag>

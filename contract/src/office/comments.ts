import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { defineList } from '../http/list.ts'

export const MAX_COMMENT = 5000
const MAX_MENTIONS = 20

export const Comment = z.strictObject({
  id: Id,
  resource: z.string(),
  recordId: Id,
  body: z.string().meta({ description: 'Plain text. **bold**, *italic*, `code` and addresses are shown as such' }),
  mentions: z.array(z.strictObject({ id: Id, name: z.string() })),
  createdAt: Instant,
  createdBy: Id,
  createdByName: z.string(),
  editedAt: Instant.nullable(),
  can: Can.optional(),
})
export type Comment = z.infer<typeof Comment>

export const CommentList = defineList({
  filters: {},
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: false,
})

const fields = {
  body: text(MAX_COMMENT).meta({ title: 'Comment', examples: ['The lid is broken, @Ben Ortiz'] }),
  mentionIds: z
    .array(Id)
    .max(MAX_MENTIONS, `At most ${MAX_MENTIONS} people`)
    .default([])
    .meta({ title: 'Mentioned', description: 'People of the business, by their user id; they are told' }),
}

export const CreateComment = z.strictObject(fields)
export type CreateComment = z.infer<typeof CreateComment>
export const UpdateComment = z.strictObject(fields)
export type UpdateComment = z.infer<typeof UpdateComment>

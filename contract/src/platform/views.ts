import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'

const fields = {
  name: text(80).meta({ title: 'Name', examples: ['Overflowing downtown'] }),
  query: z
    .string()
    .max(2000, 'At most 2000 characters')
    .meta({
      title: 'Query',
      description: 'The list’s query string',
      examples: ['status=full,overflowing&sort=-lastServiced'],
    }),
  isShared: z.boolean().meta({ title: 'Show to everybody' }),
}

export const View = z.strictObject({
  id: Id,
  resource: z.string(),
  ...fields,
  isMine: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type View = z.infer<typeof View>

export const CreateView = z.strictObject({
  resource: text(80).meta({ examples: ['waste.bins'] }),
  ...fields,
  isShared: fields.isShared.default(false),
})
export type CreateView = z.infer<typeof CreateView>
export const UpdateView = z.strictObject(fields).partial()
export type UpdateView = z.infer<typeof UpdateView>
export const ListViews = z.strictObject({
  resource: z.string().max(80),
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(100),
  cursor: z.string().max(500).optional(),
})
export type ListViews = z.infer<typeof ListViews>

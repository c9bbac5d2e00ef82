import { z } from 'zod'
import { Id } from '../http/fields.ts'

/** A colleague as anybody in the business may know them: to mention, to assign. The id is the user's. */
export const Colleague = z.strictObject({ id: Id, name: z.string() })
export type Colleague = z.infer<typeof Colleague>
export const ColleaguesQuery = z.strictObject({ search: z.string().trim().max(100).optional() })

import { z } from 'zod'
import { Id, text } from './fields.ts'

/** What something hangs on: any record, by the name of its resource and its id. */
export const RecordRef = z.strictObject({
  resource: text(100).meta({ title: 'Resource', examples: ['waste.bins'] }),
  recordId: Id.meta({ title: 'Record' }),
})
export type RecordRef = z.infer<typeof RecordRef>

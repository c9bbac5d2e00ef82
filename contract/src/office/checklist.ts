import { z } from 'zod'

/** What is left to do until the main job of a module has been done once. */
export const ChecklistItem = z.strictObject({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  done: z.boolean(),
  href: z.string().meta({ description: 'Where in the console it is done' }),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

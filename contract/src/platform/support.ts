import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { defineList } from '../http/list.ts'
import { SUPPORT_ROLES } from '../permissions.ts'

export const SUPPORT_HOURS = [1, 4, 24, 72] as const

/** What the owner of a business lets support do, and until when. */
export const SupportGrant = z.strictObject({
  id: Id,
  role: z.enum(SUPPORT_ROLES),
  reason: z.string(),
  expiresAt: Instant,
  endedAt: Instant.nullable().meta({ description: 'When somebody ended it before its time' }),
  endedBy: Id.nullable(),
  createdAt: Instant,
  createdBy: Id,
  createdByName: z.string(),
  can: Can.optional(),
})
export type SupportGrant = z.infer<typeof SupportGrant>

export const SupportGrantList = defineList({
  filters: {},
  sorts: ['createdAt', 'expiresAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: false,
})

export const CreateSupportGrant = z.strictObject({
  role: z.enum(SUPPORT_ROLES).meta({ title: 'Support may' }),
  hours: z.literal(SUPPORT_HOURS).meta({ title: 'For how long', examples: [4] }),
  reason: text(500).meta({ title: 'What for', examples: ['The import of last week left duplicates behind'] }),
})
export type CreateSupportGrant = z.infer<typeof CreateSupportGrant>

/** One time that somebody came in. */
export const SupportVisit = z.strictObject({
  id: Id,
  userId: Id,
  name: z.string(),
  address: z.string().nullable(),
  enteredAt: Instant,
  leftAt: Instant.nullable(),
})
export type SupportVisit = z.infer<typeof SupportVisit>

/** A business that has let support in, as those who run the installation see it. */
export const OpenSupport = z.strictObject({
  grantId: Id,
  role: z.enum(SUPPORT_ROLES),
  reason: z.string(),
  expiresAt: Instant,
  grantedBy: z.string(),
  tenant: z.strictObject({ id: Id, name: z.string(), slug: z.string() }),
})
export type OpenSupport = z.infer<typeof OpenSupport>

/** On whose permission somebody is inside, and until when. */
export const SupportEntry = z.strictObject({ grantId: Id, role: z.enum(SUPPORT_ROLES), until: Instant })
export type SupportEntry = z.infer<typeof SupportEntry>

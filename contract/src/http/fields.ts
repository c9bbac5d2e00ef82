import { z } from 'zod'

// Building blocks that every area's schemas share: one meaning and one error sentence each.

export const Id = z.uuid('Use a UUID').meta({ examples: ['019a9c5e-6f00-7000-8000-000000000001'] })
export const Instant = z.iso
  .datetime({ offset: true, error: 'Use an ISO 8601 time with zone, such as 2026-11-20T09:30:00Z' })
  .refine(isOnCalendar, 'Use a year from 0001 to 9999 and a zone up to 14 hours from UTC')
export const Day = z.iso
  .date('Use a date as YYYY-MM-DD')
  .refine((day) => !day.startsWith('0000'), 'Use a year from 0001 to 9999')

const MAX_OFFSET_HOURS = 14

/** What ISO 8601 can write and the database cannot keep: the year 0, and zones that no place on earth has. */
function isOnCalendar(instant: string): boolean {
  const year = new Date(instant).getUTCFullYear()
  const offsetHours = Number(/[+-](\d\d):\d\d$/.exec(instant)?.[1] ?? 0)
  return year >= 1 && year <= 9999 && offsetHours <= MAX_OFFSET_HOURS
}

/** PostgreSQL cannot store NUL, and lone surrogates are not valid UTF-8: refuse both by name instead of failing later. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

/** Text with a bound. Surrounding space is dropped; an empty text counts as too short. */
export function text(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min, min === 1 ? 'Must not be empty' : `At least ${min} characters`)
    .max(max, `At most ${max} characters`)
    .refine(isStorable, 'Contains characters that cannot be stored')
}

export const Email = z
  .string()
  .trim()
  .max(254, 'At most 254 characters')
  .pipe(z.email('Use an e-mail address, such as ana@example.com'))
  .meta({ examples: ['ana@example.com'] })

/** E.164. Spaces, dashes, dots and brackets are accepted and dropped; the country code is required. */
export const Phone = z
  .string()
  .transform((value) => value.replace(/[\s().-]/g, ''))
  .pipe(
    z.string().regex(/^\+[1-9]\d{6,14}$/, 'Use the international form with the country code, such as +1 614 555 0123'),
  )
  .meta({ examples: ['+16145550123'] })

export const Latitude = z.number().min(-90, 'Between -90 and 90').max(90, 'Between -90 and 90')
export const Longitude = z.number().min(-180, 'Between -180 and 180').max(180, 'Between -180 and 180')

/** What every record carries besides its own fields. Times are UTC, `version` grows by one with every change. */
export const RecordFields = {
  id: Id,
  createdAt: Instant,
  updatedAt: Instant,
  createdBy: Id.nullable(),
  updatedBy: Id.nullable(),
  version: z.int(),
}

/** What the caller may do with this one record; only there with expand=can. */
export const Can = z.record(z.string(), z.boolean())

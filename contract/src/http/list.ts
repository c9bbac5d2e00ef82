import { z } from 'zod'

/** How a list may be asked: the console builds its filter chips and column sorts from it, the server its SQL. */
export interface ListShape<Filters extends z.ZodRawShape = z.ZodRawShape> {
  filters: Filters
  sorts: readonly string[]
  defaultSort: string
  expands: readonly string[]
  searchable: boolean
  /** Asked by custom fields too: `cf.colour=red,blue`, `cf.weight.from=10`, `sort=-cf.weight`. */
  customFields?: true
}

export const MAX_LIMIT = 100
/** Deeper pages cost as much as reading everything before them, so beyond this the cursor is the way. */
export const MAX_PAGED_ROWS = 10_000

const commaList = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** `status=full,overflowing`: one or several of the allowed words. */
export function anyOf<const T extends readonly string[]>(words: T) {
  return z
    .string()
    .transform(commaList)
    .pipe(z.array(z.enum(words)).min(1).max(words.length))
}

/** One or several ids, separated by commas. */
export const AnyId = z
  .string()
  .transform(commaList)
  .pipe(z.array(z.uuid('Use UUIDs, separated by commas')).min(1).max(100))

export const QueryBoolean = z.enum(['true', 'false']).transform((value) => value === 'true')

/** `near=39.96,-83.00`: a point as latitude,longitude. */
export const Near = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, 'Use latitude,longitude, such as 39.96,-83.00')
  .transform((value) => {
    const [latitude = 0, longitude = 0] = value.split(',').map(Number)
    return { latitude, longitude }
  })
  .refine(
    ({ latitude, longitude }) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180,
    'Latitude is -90 to 90, longitude -180 to 180',
  )

export function defineList<const F extends z.ZodRawShape>(shape: ListShape<F>): ListShape<F> {
  return shape
}

const several = (words: readonly string[]) =>
  z
    .string()
    .transform(commaList)
    .pipe(z.array(z.enum(words)).min(1).max(50))

/** The query of a list route: standard parameters plus the list's own filters; unknown ones are refused by name. */
export function listQuery(shape: ListShape, fields: readonly string[]) {
  return closed(shape, {
    page: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(MAX_LIMIT, 'Between 1 and 100').default(20),
    cursor: z.string().max(MAX_CURSOR).optional(),
    count: QueryBoolean.default(true),
    ...asking(shape),
    fields: several(fields).optional(),
    expand: several(['can', ...shape.expands]).optional(),
    ...shape.filters,
  })
}

/** The same without what only concerns pages: for what takes all of a list. */
export function wholeListQuery(shape: ListShape) {
  return closed(shape, { ...asking(shape), ...shape.filters })
}

/** A position holds the last value sorted by, and custom texts are long. */
const MAX_CURSOR = 4000

function asking(shape: ListShape) {
  return {
    sort: sortOf(shape).optional(),
    ...(shape.searchable ? { search: z.string().trim().max(200).optional() } : {}),
  }
}

const CUSTOM_WORD = /^cf\.[a-z][A-Za-z0-9]{0,49}(\.[a-z]+)?$/
const MAX_ASKED = 2000
const CUSTOM_SORT = /^-?cf\.[a-z][A-Za-z0-9]{0,49}$/

function sortOf({ sorts, customFields }: ListShape) {
  const words = sorts.flatMap((sort) => [sort, `-${sort}`])
  if (!customFields) return several(words)
  const Word = z
    .string()
    .refine(
      (word) => words.includes(word) || CUSTOM_SORT.test(word),
      `Use one of ${words.join(', ')}, or a custom field as cf.<key>`,
    )
  return z.string().transform(commaList).pipe(z.array(Word).min(1).max(50))
}

/** Refuses what it does not know by name. Custom fields a schema cannot know: the list asks for them. */
function closed<Shape extends z.ZodRawShape>({ customFields }: ListShape, shape: Shape) {
  if (!customFields) return z.strictObject(shape)
  return z
    .object(shape)
    .catchall(z.unknown())
    .superRefine((query, ctx) => {
      const more = Object.entries(query).filter(([name]) => !(name in shape))
      const keys = more.flatMap(([name]) => (CUSTOM_WORD.test(name) ? [] : [name]))
      if (keys.length > 0) ctx.addIssue({ code: 'unrecognized_keys', keys, input: query })
      for (const [name, value] of more)
        if (!keys.includes(name) && (typeof value !== 'string' || value.length > MAX_ASKED))
          ctx.addIssue({ code: 'custom', path: [name], message: `Once, with up to ${MAX_ASKED} characters` })
    })
}

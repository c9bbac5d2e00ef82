import { z } from 'zod'

/** How a list may be asked: the console builds its filter chips and column sorts from it, the server its SQL. */
export interface ListShape<Filters extends z.ZodRawShape = z.ZodRawShape> {
  filters: Filters
  sorts: readonly string[]
  defaultSort: string
  expands: readonly string[]
  searchable: boolean
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

/** The query of a list route: standard parameters plus the list's own filters; unknown ones are refused by name. */
export function listQuery(shape: ListShape, fields: readonly string[]) {
  const sortWords = shape.sorts.flatMap((sort) => [sort, `-${sort}`])
  const several = (words: readonly string[]) =>
    z
      .string()
      .transform(commaList)
      .pipe(z.array(z.enum(words)).min(1).max(50))
  return z.strictObject({
    page: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(MAX_LIMIT, 'Between 1 and 100').default(20),
    cursor: z.string().max(500).optional(),
    count: QueryBoolean.default(true),
    sort: several(sortWords).optional(),
    ...(shape.searchable ? { search: z.string().trim().max(200).optional() } : {}),
    fields: several(fields).optional(),
    expand: several(['can', ...shape.expands]).optional(),
    ...shape.filters,
  })
}

import { type RawBuilder, sql } from 'kysely'

/** Which relation a condition may run on: what is not leakproof would be 1,000 times slower behind row level security. */
export type Source = 'table' | 'search'

/** One query parameter as a condition. `slot` stands for its value, which comes when the statement is bound. */
export interface Filter {
  source: Source
  condition(slot: (key?: string) => unknown): RawBuilder<boolean>
  /** The values for the slots, by key; the plain value by default. */
  values?(value: unknown, query: Record<string, unknown>): Record<string, unknown>
}

const column = (name: string) => sql.ref(name)

/** One of several words or ids. */
export function anyOf(name: string, type: 'text' | 'uuid'): Filter {
  const array = type === 'uuid' ? sql`uuid[]` : sql`text[]`
  return { source: 'table', condition: (slot) => sql<boolean>`${column(name)} = any(${slot()}::${array})` }
}

export function since(name: string): Filter {
  return { source: 'table', condition: (slot) => sql<boolean>`${column(name)} >= ${slot()}::timestamptz` }
}

export function before(name: string): Filter {
  return { source: 'table', condition: (slot) => sql<boolean>`${column(name)} < ${slot()}::timestamptz` }
}

/** The array column holds the word. */
export function holds(name: string): Filter {
  return { source: 'search', condition: (slot) => sql<boolean>`${column(name)} @> array[${slot()}::text]` }
}

const KM_PER_DEGREE = 111.195
const DEFAULT_RADIUS_KM = 5

interface Point {
  latitude: number
  longitude: number
}

/** Within `radiusKm` of a point: a box that the index finds, then the great circle. */
export function within(position: string): Filter {
  return {
    source: 'search',
    condition: (slot) => sql<boolean>`${column(position)} <@ box(point(${slot('west')}::float8, ${slot('south')}::float8), point(${slot('east')}::float8, ${slot('north')}::float8))
      and 12742 * asin(sqrt(sin(radians(${column(position)}[1] - ${slot('lat')}::float8) / 2) ^ 2
        + cos(radians(${slot('lat')}::float8)) * cos(radians(${column(position)}[1])) * sin(radians(${column(position)}[0] - ${slot('lng')}::float8) / 2) ^ 2)) <= ${slot('km')}::float8`,
    values: (value, query) => boxAround(value as Point, (query['radiusKm'] as number | undefined) ?? DEFAULT_RADIUS_KM),
  }
}

export function boxAround({ latitude, longitude }: Point, km: number): Record<string, number> {
  const height = km / KM_PER_DEGREE
  // Near a pole a degree of longitude shrinks to nothing: take all of them.
  const width = Math.min(180, height / Math.max(0.000001, Math.cos((latitude * Math.PI) / 180)))
  return { lat: latitude, lng: longitude, km, south: latitude - height, north: latitude + height, west: longitude - width, east: longitude + width }
}

import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { limitConditions, limitValues, type RowLimit } from '#platform/resource/row-rights.ts'

export interface MapArea {
  tenantId: string
  west: number
  south: number
  east: number
  north: number
  /** Edge of a cell in degrees. */
  cell: number
  customerIds: readonly string[] | null
  binTypes: readonly string[] | null
  sizes: readonly string[] | null
  statuses: readonly string[] | null
  patterns: readonly string[] | null
}

export interface MapCellRow {
  latitude: number
  longitude: number
  count: number
  byStatus: Record<string, number>
  binId: string | null
  label: string | null
}

type Ask = (tx: Tx, params: MapArea) => Promise<MapCellRow[]>
const byLimits = new Map<string, Ask>()

/** Bins of an area by cells of a grid: the database sends one row per cell, however many bins stand in it. */
export function listMapCells(tx: Tx, area: MapArea, limits: readonly RowLimit<never>[]): Promise<MapCellRow[]> {
  const shape = limits.map(({ name }) => name).join()
  const ask = byLimits.get(shape) ?? cellsWithin(limits)
  byLimits.set(shape, ask)
  return ask(tx, { ...area, ...limitValues(limits) })
}

const cellsWithin = (limits: readonly RowLimit<never>[]): Ask =>
  statement<MapArea, MapCellRow>('bins.map', (query, p) =>
    sql<MapCellRow>`
    with seen as (
      select id, latitude, longitude, status, qr_code, address,
        floor(longitude / ${p.cell}::float8) as x, floor(latitude / ${p.cell}::float8) as y
      from search.waste_bins
      where ${sql.join([sql`tenant_id = ${p.tenantId}::uuid`, ...limitConditions(limits)], sql` and `)}
        and deleted_at is null
        and position <@ box(point(${p.west}::float8, ${p.south}::float8), point(${p.east}::float8, ${p.north}::float8))
        and (${p.customerIds}::uuid[] is null or customer_id = any(${p.customerIds}::uuid[]))
        and (${p.binTypes}::text[] is null or bin_type = any(${p.binTypes}::text[]))
        and (${p.sizes}::text[] is null or size = any(${p.sizes}::text[]))
        and (${p.statuses}::text[] is null or status = any(${p.statuses}::text[]))
        and (${p.patterns}::text[] is null or search_text like all(${p.patterns}::text[]))
    ), statuses as (
      select x, y, status, count(*)::int as count, avg(latitude) as latitude, avg(longitude) as longitude,
        min(id::text)::uuid as id, min(coalesce(qr_code, address)) as label
      from seen group by x, y, status
    )
    select sum(latitude * count) / sum(count) as latitude, sum(longitude * count) / sum(count) as longitude,
      sum(count)::int as count, jsonb_object_agg(status, count) as "byStatus",
      case when sum(count) = 1 then min(id::text)::uuid end as "binId",
      case when sum(count) = 1 then min(label) end as label
    from statuses group by x, y
    order by sum(count) desc
    limit 2000`.compile(query),
  )

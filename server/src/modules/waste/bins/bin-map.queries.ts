import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

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

/** Bins of an area by cells of a grid: the database sends one row per cell, however many bins stand in it. */
export const listMapCells = statement<MapArea, MapCellRow>('bins.map', (query, p) =>
  sql<MapCellRow>`
    with seen as (
      select id, latitude, longitude, status, qr_code, address,
        floor(longitude / ${p.cell}::float8) as x, floor(latitude / ${p.cell}::float8) as y
      from search.waste_bins
      where tenant_id = ${p.tenantId}::uuid and deleted_at is null
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

import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

export interface ColleagueRow {
  id: string
  name: string
}

const SHOWN = 20

/** People who work here now, by part of their name. Through the view of members, whose names are the people's own. */
export const listColleagues = statement<{ tenantId: string; part: string }, ColleagueRow>(
  'colleagues.list',
  (query, p) =>
    sql<ColleagueRow>`select user_id as id, coalesce(name, email) as name from members
      where tenant_id = ${p.tenantId}::uuid and status = 'active' and user_id is not null
        and position(${p.part}::text in name_norm) > 0
      order by name_norm, id limit ${sql.lit(SHOWN)}`.compile(query),
)

export const listColleaguesByIds = statement<{ tenantId: string; ids: readonly string[] }, ColleagueRow>(
  'colleagues.by-ids',
  (query, p) =>
    sql<ColleagueRow>`select user_id as id, coalesce(name, email) as name from members
      where tenant_id = ${p.tenantId}::uuid and status = 'active' and user_id = any(${p.ids}::uuid[])`.compile(query),
)

/** Also those who have left: what they were given keeps their name. */
export const listNamesOfPeople = statement<{ tenantId: string; ids: readonly string[] }, ColleagueRow>(
  'colleagues.names',
  (query, p) =>
    sql<ColleagueRow>`select user_id as id, coalesce(name, email) as name from members
      where tenant_id = ${p.tenantId}::uuid and user_id = any(${p.ids}::uuid[])`.compile(query),
)

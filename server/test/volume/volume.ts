import type { Client } from 'pg'
import { AUTOMATIONS } from './automations.ts'
import { CUSTOMERS } from './customers.ts'
import { AUTHORS, TENANTS } from './people.ts'
import { TASKS } from './tasks.ts'
import { BINS } from './waste-bins.ts'

/** How much of everything there is. Tenant 1 may hold many more bins than the others, which share the rest evenly. */
export interface Volume {
  tenants: number
  bins: number
  largeTenantBins: number
}

/** The rows of one resource by the hundred thousand, made inside the database, and what people ask of them. */
export interface VolumeTable {
  table: string
  fill(volume: Volume): string
  /** Query strings per filter: what many rows match, what few do, what none does. */
  filters(tenant: number): Record<string, readonly string[]>
  /** Words to search: one that few rows have, one that most have, one that none has. */
  searches: readonly string[]
}

/** In the order of their foreign keys. A new resource adds its own here, or the plan census fails. */
export const VOLUME_TABLES: readonly VolumeTable[] = [CUSTOMERS, BINS, TASKS, AUTOMATIONS]

interface Index {
  name: string
  definition: string
}

/** All that decides which rows there are. */
export function recipeOf(volume: Volume): string[] {
  return [TENANTS(volume), AUTHORS, ...VOLUME_TABLES.map(({ fill }) => fill(volume))]
}

/** Fills an empty, migrated database. Indexes are taken away meanwhile: row by row they would take ten times as long. */
export async function fillVolume(
  admin: Client,
  volume: Volume,
  say: (sentence: string) => void = () => {},
): Promise<void> {
  // The same rows every time, so that two runs measure the same thing.
  await admin.query("set statement_timeout = 0; set maintenance_work_mem = '512MB'; select setseed(0.42)")
  await admin.query(TENANTS(volume))
  await admin.query(AUTHORS)
  for (const { table, fill } of VOLUME_TABLES) {
    say(`filling ${table}`)
    const indexes = await dropIndexes(admin, table)
    await admin.query(fill(volume))
    for (const { name, definition } of indexes) {
      say(`building ${name}`)
      await admin.query(definition)
    }
  }
  // The visibility map for index-only scans and the statistics for the planner: what autovacuum does in service.
  for (const { table } of VOLUME_TABLES) await admin.query(`vacuum (analyze) ${table}`)
}

async function dropIndexes(admin: Client, table: string): Promise<Index[]> {
  const { rows } = await admin.query<Index>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not i.indisprimary order by 1`,
    [table],
  )
  for (const { name } of rows) await admin.query(`drop index ${name}`)
  return rows
}

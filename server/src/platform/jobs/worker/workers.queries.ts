import { sql } from 'kysely'
import type { Client } from 'pg'
import { statement, statementForOne } from '../../database/statement.ts'

// A worker is alive as long as its session holds this lock with its id as the second key. The server lets go of it the
// moment the connection is gone, however the process died.
const WORKER_LOCK = 720_112_090

interface NewWorker {
  poolId: string
  host: string
  pid: number
}

/** Takes the lock before anybody can see the row: a visible row without a lock means a dead worker. */
export async function insertWorker(client: Client, { poolId, host, pid }: NewWorker): Promise<number> {
  await client.query('begin')
  try {
    const { rows } = await client.query<{ id: number }>(
      'insert into job_workers (pool_id, host, pid) values ($1, $2, $3) returning id',
      [poolId, host, pid],
    )
    const id = rows[0]?.id
    if (id === undefined) throw new Error('The worker was not registered')
    await lockWorker(client, id)
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

export async function lockWorker(client: Client, id: number): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', [WORKER_LOCK, id])
}

export async function isRegistered(client: Client, id: number): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from job_workers where id = $1', [id])
  return rowCount === 1
}

export const deleteWorker = statement<{ id: number }, never>('jobs.delete-worker', (query, params) =>
  sql<never>`delete from job_workers where id = ${params.id}::int`.compile(query),
)

/** Strikes dead workers off and frees their tickets, in one statement: both or neither. */
export const freeDeadWorkers = statementForOne<object, { pools: string[] | null }>('jobs.free-dead-workers', (query) =>
  sql<{ pools: string[] | null }>`with dead as (
      delete from job_workers where pg_try_advisory_xact_lock(${sql.lit(WORKER_LOCK)}, id) returning pool_id),
    gathered as (select array_agg(pool_id) as pools from dead)
    select pools, graphile_worker.force_unlock_workers(pools)::text as done from gathered`.compile(query),
)

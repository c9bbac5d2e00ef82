import type { Client } from './client.ts'
import type { Product } from './product.ts'
import type { Written } from './workload.ts'

export interface Verdict {
  written: number
  lost: number
  doubled: number
  auditMissing: number
  auditDoubled: number
  eventsMissing: number
  eventsDoubled: number
  replaysDiffering: number
  jobsNotDone: number
  jobsDoubled: number
}

/** Holds what the clients were told against what the database has. */
export async function judge(
  product: Product,
  client: Client,
  tenantId: string,
  ledger: readonly Written[],
  withKeys: boolean,
): Promise<Verdict> {
  const bins = await binsFaults(product, tenantId, ledger)
  const trail = await trailFaults(product, tenantId, ledger, 'audit_entries')
  const events = await trailFaults(product, tenantId, ledger, 'events')
  const jobs = await jobFaults(product, tenantId, ledger)
  return {
    written: ledger.length,
    ...bins,
    auditMissing: trail.missing,
    auditDoubled: trail.doubled,
    eventsMissing: events.missing,
    eventsDoubled: events.doubled,
    replaysDiffering: withKeys ? await differingReplays(client, ledger) : 0,
    ...jobs,
  }
}

/** What a verdict holds against the product, in words; none is the aim. */
export function faultsOf({ written: _, ...counts }: Verdict): string[] {
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${what}: ${count}`]))
}

interface BinRow {
  id: string
  address: string
  notes: string | null
  version: number
}

async function binsFaults(
  product: Product,
  tenantId: string,
  ledger: readonly Written[],
): Promise<{ lost: number; doubled: number }> {
  const rows = await product.query<BinRow>('select id, address, notes, version from waste_bins where tenant_id = $1', [
    tenantId,
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const created = ledger.filter(({ kind }) => kind === 'create')
  const changes = Map.groupBy(
    ledger.filter(({ kind }) => kind === 'change'),
    ({ id }) => id,
  )
  const lost = created.filter(({ id, mark }) => byId.get(id)?.address !== mark).length
  const unlike = [...changes].filter(
    ([id, all]) => byId.get(id)?.version !== 1 + all.length || byId.get(id)?.notes !== all.at(-1)?.mark,
  )
  return { lost: lost + unlike.length, doubled: rows.length - new Set(rows.map(({ address }) => address)).size }
}

const ACTIONS = { create: 'waste.bin.created', change: 'waste.bin.updated', export: 'export.asked' } as const

/** One entry and one event for each write, no more and no fewer. Exports have no event of their own being asked for. */
async function trailFaults(
  product: Product,
  tenantId: string,
  ledger: readonly Written[],
  table: 'audit_entries' | 'events',
) {
  const [subject, what] = table === 'events' ? ['subject_id', 'type'] : ['resource_id', 'action']
  const rows = await product.query<{ key: string; count: number }>(
    `select ${subject} || ' ' || ${what} as key, count(*)::int as count from ${table} where tenant_id = $1 group by 1`,
    [tenantId],
  )
  const found = new Map(rows.map(({ key, count }) => [key, count]))
  const wanted = Map.groupBy(
    ledger.filter(({ kind }) => table === 'audit_entries' || kind !== 'export'),
    ({ id, kind }) => `${id} ${ACTIONS[kind]}`,
  )
  const differences = [...wanted].map(([key, all]) => (found.get(key) ?? 0) - all.length)
  const known = Object.values(ACTIONS).slice(0, table === 'events' ? 2 : 3)
  const unknown = rows.filter(({ key }) => known.some((action) => key.endsWith(` ${action}`)) && !wanted.has(key))
  return {
    missing: sum(differences.map((difference) => Math.max(0, -difference))),
    doubled: sum(differences.map((difference) => Math.max(0, difference))) + sum(unknown.map(({ count }) => count)),
  }
}

async function differingReplays(client: Client, ledger: readonly Written[]): Promise<number> {
  const rest = [...ledger]
  let differing = 0
  const replay = async () => {
    for (let written = rest.pop(); written; written = rest.pop()) {
      const again = await client.untilAnswered(written.call)
      const isSame = again.isReplay && again.status === written.reply.status && again.text === written.reply.text
      if (!isSame) differing += 1
    }
  }
  await Promise.all(Array.from({ length: 16 }, replay))
  return differing
}

async function jobFaults(
  product: Product,
  tenantId: string,
  ledger: readonly Written[],
): Promise<{ jobsNotDone: number; jobsDoubled: number }> {
  const rows = await product.query<{ id: string; state: string; finished: boolean }>(
    `select e.id, r.state, e.finished_at is not null and e.file_key is not null as finished
     from exports e join job_runs r on r.tenant_id = e.tenant_id and r.id = e.job_id where e.tenant_id = $1`,
    [tenantId],
  )
  const asked = ledger.filter(({ kind }) => kind === 'export')
  const done = new Set(rows.filter(({ state, finished }) => state === 'succeeded' && finished).map(({ id }) => id))
  return { jobsNotDone: asked.filter(({ id }) => !done.has(id)).length, jobsDoubled: rows.length - asked.length }
}

/** Waits until no job is left to do. */
export async function openJobs(product: Product, tenantId: string): Promise<number> {
  const [row] = await product.query<{ open: number }>(
    "select count(*)::int as open from job_runs where tenant_id = $1 and state in ('queued', 'running')",
    [tenantId],
  )
  return row?.open ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

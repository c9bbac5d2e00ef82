import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import { withConnection } from '#platform/database/connection.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import type { JobDefinition } from '#platform/jobs/define-job.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { newTenant } from '#test/kit/callers.ts'
import { counted, killer, stuckOnce, twoSeconds } from './fault-jobs.ts'

const HOST = join(import.meta.dirname, 'worker-host.ts')

let app: TestApp
const hosts = new Set<ChildProcess>()

beforeAll(async () => {
  app = await testApp({ routes: [] })
})

afterEach(async () => {
  await Promise.all([...hosts].map((host) => kill(host)))
})

async function startHost(): Promise<ChildProcess> {
  const host = spawn(process.execPath, [HOST, app.database.serviceUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  hosts.add(host)
  host.once('exit', () => hosts.delete(host))
  await once(host.stdout as NodeJS.EventEmitter, 'data')
  return host
}

async function kill(host: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill(signal)
  await ended
}

async function actorOf(tenantId: string): Promise<Actor> {
  const tenant = await app.services.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (!tenant) throw new Error('There is no such tenant')
  return systemActor(tenant)
}

const REQUEST = { id: 'test', address: '127.0.0.1', userAgent: null }

async function ask(actor: Actor, job: JobDefinition<Record<string, never>>, times = 1): Promise<string[]> {
  return app.services.write(actor, REQUEST, async (ctx) => Array.from({ length: times }, () => ctx.addJob(job, {})))
}

const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))
const run = async (id: string | undefined) =>
  (await asAdmin('select state, attempts, crashes, error, result, started_at from job_runs where id = $1', [id]))
    .rows[0]
const becomes = (id: string | undefined, expected: object, timeout = 20_000) =>
  vi.waitFor(async () => expect(await run(id)).toMatchObject(expected), { timeout, interval: 50 })

describe('a worker killed with -9', { timeout: 60_000 }, () => {
  it('its job runs again in another worker within ten seconds', async () => {
    const actor = await actorOf(await newTenant(app))
    const first = await startHost()
    const [id] = await ask(actor, stuckOnce)
    await becomes(id, { state: 'running', attempts: 1 })
    await startHost()

    const killedAt = performance.now()
    await kill(first)
    await becomes(id, { state: 'succeeded', attempts: 2, crashes: 1, result: { attempt: 2 } })
    const tookMs = performance.now() - killedAt
    console.info(`orphan ran again after ${Math.round(tookMs)} ms`)
    expect(tookMs).toBeLessThan(10_000)
  })

  it('its job runs again in the worker that is started in its place within ten seconds', async () => {
    const actor = await actorOf(await newTenant(app))
    const first = await startHost()
    const [id] = await ask(actor, stuckOnce)
    await becomes(id, { state: 'running', attempts: 1 })

    const killedAt = performance.now()
    await kill(first)
    await startHost()
    await becomes(id, { state: 'succeeded', attempts: 2 })
    const tookMs = performance.now() - killedAt
    console.info(`orphan ran again after a restart in ${Math.round(tookMs)} ms`)
    expect(tookMs).toBeLessThan(10_000)
  })

  it('by its own job three times: the job is dead, and the others go on', async () => {
    const actor = await actorOf(await newTenant(app))
    const [poison] = await ask(actor, killer)
    // Long enough to run beside the killer whenever both may run.
    const harmless = [...(await ask(actor, twoSeconds)), ...(await ask(actor, counted, 20))]
    for (let deaths = 0; deaths < 3; deaths++) {
      const host = await startHost()
      await once(host, 'exit')
    }
    await startHost()

    await becomes(poison, { state: 'dead', attempts: 4, crashes: 3, error: expect.stringContaining('died 3 times') })
    await Promise.all(harmless.map((id) => becomes(id, { state: 'succeeded' })))
  })

  it('again and again among hundreds of jobs: none is lost, and no outcome is written twice', async () => {
    const actors = await Promise.all([1, 2, 3, 4].map(async () => actorOf(await newTenant(app))))
    const ids = (await Promise.all(actors.map((actor) => ask(actor, counted, 100)))).flat()
    let hostsLeft = 6
    const survivor = await startHost()
    while (hostsLeft-- > 0) {
      const host = await startHost()
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 200))
      await kill(host)
    }
    await vi.waitFor(async () => expect((await states(ids)).get('succeeded')).toBe(400), {
      timeout: 40_000,
      interval: 200,
    })
    const { rows } = await asAdmin(
      'select count(distinct note)::int as jobs, count(*)::int as runs from audit_entries where note = any($1)',
      [ids],
    )
    const { rows: endings } = await asAdmin(
      `select count(*)::int as count from events where subject_id = any($1) and payload->>'state' = 'succeeded'`,
      [ids],
    )
    expect(rows[0].jobs).toBe(400)
    expect(endings[0].count).toBe(400)
    console.info(`400 jobs, 6 kills: ${rows[0].runs - 400} ran twice`)
    await kill(survivor, 'SIGTERM')
  })
})

describe('a worker that loses the database', { timeout: 60_000 }, () => {
  it('goes on with its job and its queue when the connections come back', async () => {
    const actor = await actorOf(await newTenant(app))
    await startHost()
    const [id] = await ask(actor, twoSeconds)
    await becomes(id, { state: 'running' })
    await asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await becomes(id, { state: 'succeeded', attempts: 1, crashes: 0 })
    const [next] = await ask(actor, counted)
    await becomes(next, { state: 'succeeded' })
  })

  it('and was taken for dead meanwhile: leaves its job to whoever has it now', async () => {
    const actor = await actorOf(await newTenant(app))
    const host = await startHost()
    const [id] = await ask(actor, twoSeconds)
    await becomes(id, { state: 'running' })
    // Stopped, not dead: it cannot answer, and the server lets its lock go with its connection.
    host.kill('SIGSTOP')
    await asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'groundwork worker'`,
    )
    await startHost()
    await becomes(id, { state: 'running', attempts: 2, crashes: 1 })
    host.kill('SIGCONT')
    await becomes(id, { state: 'succeeded', attempts: 2, crashes: 1 })
    await vi.waitFor(
      async () => {
        const { rows } = await asAdmin('select count(*)::int as workers from job_workers')
        expect(rows).toEqual([{ workers: 2 }])
      },
      { timeout: 10_000 },
    )
    const { rows: endings } = await asAdmin(`select payload->>'state' as state from events where subject_id = $1`, [id])
    expect(endings).toEqual([{ state: 'succeeded' }])
  })
})

it('SIGTERM: gives its jobs back within ten seconds and leaves no trace of itself', async () => {
  const actor = await actorOf(await newTenant(app))
  const host = await startHost()
  const [id] = await ask(actor, stuckOnce)
  await becomes(id, { state: 'running' })
  const startedAt = performance.now()
  await kill(host, 'SIGTERM')
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(host.exitCode).toBe(0)
  expect(await run(id)).toMatchObject({ state: 'queued', attempts: 0, crashes: 0 })
  expect((await asAdmin('select * from job_workers')).rows).toEqual([])
}, 30_000)

async function states(ids: string[]): Promise<Map<string, number>> {
  const { rows } = await asAdmin(
    'select state, count(*)::int as count from job_runs where id = any($1) group by state',
    [ids],
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}

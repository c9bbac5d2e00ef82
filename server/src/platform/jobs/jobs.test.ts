import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { withConnection } from '../database/connection.ts'
import { AppError } from '../errors.ts'
import { change } from '../http/route.ts'
import { askerResolver } from '../identity/credentials/resolve-asker.ts'
import { defineJob, type JobRun } from './define-job.ts'
import { jobRoutes } from './jobs.routes.ts'
import { startWorker, type Worker } from './worker/worker.ts'

type Work = (job: JobRun<{ id: string }>) => Promise<unknown>

// What a job does is put here by its test; a payload is only the key to it.
const works = new Map<string, Work>()
const perform: Work = (job) => {
  const work = works.get(job.payload.id)
  if (!work) throw new Error('The test has not said what to do')
  return work(job)
}

const Payload = z.strictObject({ id: z.uuid() })
const short = defineJob({
  name: 'test.short',
  title: 'Short',
  payload: Payload,
  attempts: 3,
  backoffMs: 20,
  timeoutMs: 5_000,
  run: perform,
})
const long = defineJob({
  name: 'test.long',
  title: 'Long',
  payload: Payload,
  attempts: 1,
  timeoutMs: 90_000,
  run: perform,
})
const hasty = defineJob({
  name: 'test.hasty',
  title: 'Hasty',
  payload: Payload,
  attempts: 1,
  timeoutMs: 100,
  run: perform,
})
const KINDS = { short, long, hasty }

const Ask = z.strictObject({
  kind: z.enum(['short', 'long', 'hasty']),
  id: z.uuid(),
  fails: z.boolean().default(false),
})
const ask = change('POST', '/test/ask', {
  access: 'signed-in',
  tag: 'Test',
  summary: 'Ask for a job',
  body: Ask,
  reply: z.strictObject({ jobId: z.string() }),
  run: async (ctx, { body }) => {
    const jobId = ctx.addJob(KINDS[body.kind], { id: body.id })
    if (body.fails) throw new AppError('record.conflict', 'The change failed after it had asked for the job')
    return { jobId }
  },
})

let app: TestApp
let owner: Caller
let worker: Worker | undefined

beforeAll(async () => {
  app = await testApp({ routes: [...jobRoutes, ask] })
  owner = await signedIn(app)
})

afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(() => works.clear())

const work = async () => {
  worker = await startWorker({
    services: app.services,
    url: app.database.serviceUrl,
    jobs: Object.values(KINDS),
    cron: [],
    resolveActor: askerResolver(app.services.database),
  })
}

async function asked(kind: keyof typeof KINDS, by: Caller, todo: Work): Promise<string> {
  const id = randomUUID()
  works.set(id, todo)
  const answer = await by.post('/test/ask', { kind, id })
  expect(answer.status).toBe(200)
  return answer.body.data.jobId
}

const job = async (id: string, by = owner) => (await by.get(`/jobs/${id}`)).body.data
const becomes = (id: string, state: string, by = owner) =>
  vi.waitFor(async () => expect(await job(id, by)).toMatchObject({ state }), { timeout: 9_000, interval: 30 })

/** A place in a job where a test can wait for it, and it for the test. */
function gate() {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  const pass = () => {
    reached.resolve()
    return opened.promise
  }
  return { reached: reached.promise, pass }
}

describe('a job', () => {
  it('commits with the change that asks for it, or not at all', async () => {
    const before = (await owner.get('/jobs')).body.data.length
    const failed = await owner.post('/test/ask', { kind: 'short', id: randomUUID(), fails: true })
    expect(failed.status).toBe(409)
    expect((await owner.get('/jobs')).body.data).toHaveLength(before)
    expect(await ticketCount()).toBe(0)

    const id = await asked('short', owner, async () => 'done')
    expect(await job(id)).toMatchObject({
      name: 'test.short',
      state: 'queued',
      attempts: 0,
      can: { cancel: true, retry: false },
    })
    expect(await ticketCount()).toBe(1)
  })

  it('runs in the tenant of whoever asked, reports progress, and leaves its result', async () => {
    await work()
    const seen: unknown[] = []
    const id = await asked('short', owner, async (run) => {
      seen.push(run.actor.id, run.actor.tenant.id, run.attempt)
      await run.progress(3, 10, 'Reading')
      await run.write(async (ctx) => ctx.audit('test.done', { note: run.id }))
      return { rows: 10 }
    })

    await becomes(id, 'succeeded')
    expect(await job(id)).toMatchObject({
      attempts: 1,
      done: 3,
      total: 10,
      result: { rows: 10 },
      error: null,
      askedBy: { id: owner.userId },
    })
    expect(seen).toEqual([owner.userId, owner.tenantId, 1])
    const { rows } = await asAdmin('select actor_id, request_id from audit_entries where note = $1', [id])
    expect(rows).toEqual([{ actor_id: owner.userId, request_id: id }])
    const events = await asAdmin(
      `select payload->>'state' as state from events where subject_id = $1 order by sequence`,
      [id],
    )
    expect(events.rows.map(({ state }) => state)).toEqual(['running', 'succeeded'])
    await vi.waitFor(async () => expect(await ticketCount()).toBe(0), { timeout: 9_000 })
  })

  it('is tried again after a failure, and dead after the last attempt, with the error kept without secrets', async () => {
    await work()
    let starts = 0
    const id = await asked('short', owner, async () => {
      starts += 1
      throw new Error('Could not reach https://user:hunter2@example.com/x?key=abc with Bearer eyJhbGciOi.J9.x')
    })

    await becomes(id, 'dead')
    expect(starts).toBe(3)
    const { error, attempts, can } = await job(id)
    expect({ attempts, can }).toEqual({ attempts: 3, can: { retry: true, cancel: false } })
    expect(error).toBe('Could not reach https://***@example.com/x?*** with Bearer ***')
  })

  it('is not tried again for a reason that stays', async () => {
    await work()
    let starts = 0
    const id = await asked('short', owner, async () => {
      starts += 1
      throw new AppError('record.reference-missing', 'The customer is gone')
    })

    await becomes(id, 'failed')
    expect([starts, (await job(id)).error]).toEqual([1, 'The customer is gone'])
  })

  it('ends when its time is up', async () => {
    await work()
    const id = await asked(
      'hasty',
      owner,
      async ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    await becomes(id, 'dead')
    expect((await job(id)).error).toBe('It took longer than 0 s')
  })

  it('does not run for somebody who has been deactivated meanwhile', async () => {
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    let starts = 0
    const id = await asked('short', clerk, async () => (starts += 1))
    await asAdmin(`update memberships set status = 'deactivated' where user_id = $1`, [clerk.userId])
    await work()

    await becomes(id, 'failed')
    expect(starts).toBe(0)
    expect((await job(id)).error).toBe('The clerk, who asked for this, is no longer an active member')
  })

  it('stops the worker within ten seconds, and is given back when it does not end by itself', async () => {
    await work()
    const { reached, pass } = gate()
    let starts = 0
    const id = await asked('long', owner, async () => {
      starts += 1
      // Deaf to its signal, the first time.
      if (starts === 1) await pass()
    })
    await reached

    const startedAt = performance.now()
    await worker?.stop()
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(await job(id)).toMatchObject({ state: 'queued', attempts: 0 })

    await work()
    await becomes(id, 'succeeded')
    expect(starts).toBe(2)
  }, 20_000)
})

describe('POST /jobs/:id/cancel', () => {
  it('200: ends a waiting job', async () => {
    const id = await asked('short', owner, async () => 'never')
    const answer = await owner.post(`/jobs/${id}/cancel`)
    expect(answer.body.data).toMatchObject({ state: 'cancelled', can: { cancel: false, retry: true } })
    const { rows } = await asAdmin(`select action from audit_entries where resource_id = $1`, [id])
    expect(rows).toEqual([{ action: 'job.cancelled' }])
  })

  it('200: asks a running job to leave', async () => {
    await work()
    const { reached, pass } = gate()
    const id = await asked('long', owner, async ({ signal }) => {
      void pass()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { rows: 7 }
    })
    await reached
    expect((await owner.post(`/jobs/${id}/cancel`)).body.data).toMatchObject({
      state: 'running',
      cancelRequestedAt: expect.any(String),
    })
    await becomes(id, 'cancelled')
    expect((await job(id)).result).toEqual({ rows: 7 })
  })

  it('403: others may not without the permission; 404 where they may not even see it', async () => {
    const id = await asked('short', owner, async () => 'never')
    const [manager, clerk, stranger] = [
      await signedIn(app, 'manager', owner.tenantId),
      await signedIn(app, 'clerk', owner.tenantId),
      await signedIn(app),
    ]
    expect((await manager.post(`/jobs/${id}/cancel`)).status).toBe(403)
    expect((await clerk.post(`/jobs/${id}/cancel`)).status).toBe(404)
    expect((await stranger.post(`/jobs/${id}/cancel`)).status).toBe(404)
  })

  it('409: an ended job', async () => {
    const id = await asked('short', owner, async () => 'never')
    await owner.post(`/jobs/${id}/cancel`)
    expect((await owner.post(`/jobs/${id}/cancel`)).body).toMatchObject({ rule: 'job.not-cancellable' })
  })
})

describe('POST /jobs/:id/retry', () => {
  it('200: a dead job starts afresh, as whoever asked for it first', async () => {
    await work()
    let isBroken = true
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const actors: string[] = []
    const id = await asked('long', clerk, async ({ actor }) => {
      actors.push(actor.id)
      if (isBroken) throw new Error('broken')
    })
    await becomes(id, 'dead')
    isBroken = false

    const answer = await owner.post(`/jobs/${id}/retry`)
    expect(answer.body.data).toMatchObject({ state: 'queued', error: null })
    await becomes(id, 'succeeded')
    expect(actors).toEqual([clerk.userId, clerk.userId])
  })

  it('409: a job that has not failed', async () => {
    const id = await asked('short', owner, async () => 'never')
    expect((await owner.post(`/jobs/${id}/retry`)).body).toMatchObject({ rule: 'job.not-retryable' })
  })

  it('a cancelled and retried job runs once, though two tickets wait', async () => {
    let starts = 0
    const id = await asked('short', owner, async () => (starts += 1))
    await owner.post(`/jobs/${id}/cancel`)
    await owner.post(`/jobs/${id}/retry`)
    await work()
    await becomes(id, 'succeeded')
    await vi.waitFor(async () => expect(await ticketCount()).toBe(0), { timeout: 9_000 })
    expect(starts).toBe(1)
  })
})

describe('GET /jobs', () => {
  it('200: filters, sorts and pages; everybody sees their own', async () => {
    const boss = await signedIn(app)
    const clerk = await signedIn(app, 'clerk', boss.tenantId)
    const ids = [
      await asked('short', boss, async () => 1),
      await asked('long', clerk, async () => 1),
      await asked('short', clerk, async () => 1),
    ]
    await boss.post(`/jobs/${ids[0]}/cancel`)
    const idsOf = async (by: Caller, query: string) =>
      (await by.get(`/jobs${query}`)).body.data.map(({ id }: { id: string }) => ids.indexOf(id))

    expect(await idsOf(boss, '')).toEqual([2, 1, 0])
    expect(await idsOf(boss, '?sort=createdAt')).toEqual([0, 1, 2])
    expect(await idsOf(boss, '?mine=true')).toEqual([0])
    expect(await idsOf(boss, '?state=queued,running&name=test.long')).toEqual([1])
    expect(await idsOf(clerk, '')).toEqual([2, 1])
    expect((await clerk.get(`/jobs/${ids[0]}`)).status).toBe(404)

    const first = await boss.get('/jobs?limit=2')
    expect(first.body.pagination).toMatchObject({ hasNext: true, total: null })
    expect(await idsOf(boss, `?limit=2&cursor=${first.body.pagination.nextCursor}`)).toEqual([0])
    expect((await boss.get('/jobs?state=broken')).status).toBe(400)
  })

  it('summary: what waits, and for how long', async () => {
    const boss = await signedIn(app)
    await asked('short', boss, async () => 1)
    const { body } = await boss.get('/jobs/summary')
    expect(body.data).toEqual({
      queued: 1,
      delayed: 0,
      running: 0,
      oldestQueuedSeconds: expect.any(Number),
      failedLast24Hours: 0,
      succeededLast24Hours: 0,
    })
    expect((await (await signedIn(app, 'clerk', boss.tenantId)).get('/jobs/summary')).status).toBe(403)
  })
})

describe('fairness', () => {
  it('a tenant with a hundred jobs holds three places, two of them with long ones, and another goes ahead of its queue', async () => {
    const [greedy, modest] = [await signedIn(app), await signedIn(app)]
    const running = { short: 0, long: 0 }
    const most = { short: 0, long: 0, all: 0 }
    const order: string[] = []
    const busy = (kind: 'short' | 'long') => async () => {
      running[kind] += 1
      most[kind] = Math.max(most[kind], running[kind])
      most.all = Math.max(most.all, running.short + running.long)
      await new Promise((resolve) => setTimeout(resolve, 20))
      running[kind] -= 1
      order.push('greedy')
    }
    const ids: string[] = []
    for (let index = 0; index < 50; index++)
      ids.push(await asked('long', greedy, busy('long')), await asked('short', greedy, busy('short')))
    const own = await asked('short', modest, async () => order.push('modest'))
    await work()

    await becomes(own, 'succeeded', modest)
    expect(order.indexOf('modest')).toBeLessThan(6)
    await vi.waitFor(
      async () => expect((await greedy.get('/jobs/summary')).body.data).toMatchObject({ succeededLast24Hours: 100 }),
      { timeout: 25_000, interval: 100 },
    )
    expect(most).toEqual({ short: expect.any(Number), long: 2, all: 3 })
  }, 40_000)
})

const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))
const ticketCount = async () =>
  Number((await asAdmin('select count(*) from graphile_worker._private_jobs')).rows[0].count)

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { newTenant, signedIn } from '#test/kit/callers.ts'
import { withConnection } from '../../database/connection.ts'
import { deleteOldWebhooks } from '../../webhooks/delete-old.ts'
import { startWorker } from '../worker/worker.ts'
import { HOUSEKEEPING } from './housekeeping.ts'

let app: TestApp
let tenantId: string
let otherTenantId: string

beforeAll(async () => {
  app = await testApp({ routes: [] })
  tenantId = await newTenant(app)
  otherTenantId = await newTenant(app)
})

const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))

async function run(name: string): Promise<void> {
  const task = [...HOUSEKEEPING, deleteOldWebhooks].find((one) => one.name === name)
  if (!task) throw new Error(`There is no task ${name}`)
  await task.run(app.services, new AbortController().signal)
}

/** How old the rows are that are left, in days. */
const agesIn = async (table: string, column: string) =>
  (
    await asAdmin(`select round(extract(epoch from now() - ${column}) / 86400)::int as age from ${table} order by 1`)
  ).rows.map(({ age }) => age)

it('events are kept for 30 days, in every tenant', async () => {
  for (const tenant of [tenantId, otherTenantId]) {
    await asAdmin(
      `insert into events (tenant_id, id, type, version, subject_id, payload, created_at)
       select $1, gen_random_uuid(), 'tenant.updated', 1, $1, '{}', now() - days * interval '1 day' from unnest(array[1, 29, 31, 400]) days`,
      [tenant],
    )
  }
  await run('events.delete-old')
  expect(await agesIn('events', 'created_at')).toEqual([1, 1, 29, 29])
})

it('how far a job had come is kept for a day, how it ended for longer', async () => {
  await asAdmin('delete from events')
  await asAdmin(
    `insert into events (tenant_id, id, type, version, subject_id, payload, created_at)
     select $1, gen_random_uuid(), 'job.progressed', 1, $1, jsonb_build_object('state', state), now() - days * interval '1 day'
     from unnest(array['running', 'succeeded']) state, unnest(array[0, 2]) days`,
    [tenantId],
  )
  await run('events.delete-old-progress')
  const { rows } = await asAdmin(
    `select payload->>'state' as state from events where created_at < now() - interval '1 day'`,
  )
  expect(rows).toEqual([{ state: 'succeeded' }])
  expect(await agesIn('events', 'created_at')).toEqual([0, 0, 2])
})

it('idempotency keys are kept for a day, more than one batch of them too', async () => {
  await asAdmin(
    `insert into idempotency_keys (tenant_id, actor_id, key, fingerprint, status, body, created_at)
     select $1, $1, 'key ' || n, '\\x00', 200, '{}', now() - case when n = 1 then 0 else 3 end * interval '1 day' from generate_series(1, 4500) n`,
    [tenantId],
  )
  await run('idempotency.delete-old-keys')
  expect(await agesIn('idempotency_keys', 'created_at')).toEqual([0])
})

it('jobs are kept for 30 days after their end, unended ones for ever', async () => {
  await asAdmin(
    `insert into job_runs (tenant_id, id, name, title, state, payload, actor, actor_id, is_long, max_attempts, ended_at, created_at)
     select $1, gen_random_uuid(), 'test', 'Test', case when days is null then 'queued' else 'dead' end, '{}', '{}', $1, false, 1,
       now() - days * interval '1 day', now() - coalesce(days, 90) * interval '1 day' from unnest(array[1, 31, null]) days`,
    [tenantId],
  )
  await run('jobs.delete-old')
  expect(await agesIn('job_runs', 'created_at')).toEqual([1, 90])
})

it('deliveries of webhooks are kept for 31 days after they ended, with their attempts; what waits stays', async () => {
  const endpointId = randomUUID()
  await asAdmin(
    `insert into webhook_endpoints (tenant_id, id, url, topics, sealed_secret, actor, starts_txid)
     values ($1, $2, 'https://example.com', '{customer.*}', '', '{}', '0')`,
    [tenantId, endpointId],
  )
  await asAdmin(
    `with kept as (insert into webhook_deliveries
       (tenant_id, id, endpoint_id, event_id, event_type, body, state, next_attempt_at, ended_at, created_at)
     select $1, gen_random_uuid(), $2, gen_random_uuid(), 'customer.created', '{}',
       case when days is null then 'waiting' else 'delivered' end, case when days is null then now() end,
       now() - days * interval '1 day', now() - coalesce(days, 90) * interval '1 day'
     from unnest(array[1, 30, 32, null]) days returning id, created_at)
     insert into webhook_attempts (tenant_id, id, delivery_id, number, at, url, request_headers, duration_ms)
     select $1, gen_random_uuid(), id, 1, created_at, 'https://example.com', '{}', 1 from kept`,
    [tenantId, endpointId],
  )
  await run('webhooks.delete-old-deliveries')
  expect(await agesIn('webhook_deliveries', 'created_at')).toEqual([1, 30, 90])
  expect(await agesIn('webhook_attempts', 'at')).toEqual([1, 30, 90])
})

it('links are deleted a day after they have expired', async () => {
  const userId = randomUUID()
  await asAdmin(`insert into users (id, email, email_norm, name) values ($1, $2, $2, 'Ana')`, [
    userId,
    `${userId}@example.com`,
  ])
  await asAdmin(
    `insert into user_links (token_hash, user_id, email_norm, purpose, expires_at)
     select decode(md5(days::text), 'hex'), $1, 'ana@example.com', 'verify_email', now() - days * interval '1 day' from unnest(array[-1, 0, 2]) days`,
    [userId],
  )
  await run('identity.delete-expired-links')
  expect(await agesIn('user_links', 'expires_at')).toEqual([-1, 0])
})

it('what was missed while no worker lived is made up for, once', async () => {
  let runs = 0
  const caughtUp = Promise.withResolvers<void>()
  const run = () => {
    runs += 1
    return caughtUp.promise
  }
  const cron = [{ name: 'test.nightly', schedule: '* * * * *', run }]
  await asAdmin(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     values ('test.nightly', now() - interval '2 days', now() - interval '20 minutes')`,
  )
  const worker = await startWorker({
    services: app.services,
    url: app.database.serviceUrl,
    jobs: [],
    cron,
    resolveActor: async () => null,
  })
  await vi.waitFor(
    async () => {
      const { rows } = await asAdmin(
        `select last_execution > now() - interval '2 minutes' as "isCaughtUp"
         from graphile_worker._private_known_crontabs where identifier = 'test.nightly'`,
      )
      expect(rows).toEqual([{ isCaughtUp: true }])
      expect(runs).toBeGreaterThan(0)
    },
    { timeout: 5_000 },
  )
  caughtUp.resolve()
  await worker.stop()
  // Each missed minute replaces the one still waiting; the one that already runs is followed by one more.
  expect(runs).toBeLessThanOrEqual(2)
})

it('sessions are kept for 30 days after they ended, used refresh tokens for 7', async () => {
  const { userId } = await signedIn(app, 'owner', tenantId)
  await asAdmin('delete from sessions')
  await asAdmin(
    `insert into sessions (id, user_id, tenant_id, expires_at, revoked_at, created_at)
     select gen_random_uuid(), $1, $2, now() + interval '1 day', now() - days * interval '1 day', now() - days * interval '1 day'
     from unnest(array[0, 29, 31]) days`,
    [userId, tenantId],
  )
  await asAdmin(
    `insert into refresh_tokens (token_hash, session_id, expires_at, used_at, created_at)
     select sha256(days::text::bytea), (select id from sessions order by created_at desc limit 1), now(),
       now() - days * interval '1 day', now() - days * interval '1 day' from unnest(array[1, 6, 8]) days`,
  )
  await run('identity.delete-ended-sessions')
  await run('identity.delete-used-refresh-tokens')
  expect(await agesIn('sessions', 'created_at')).toEqual([0, 29])
  expect(await agesIn('refresh_tokens', 'created_at')).toEqual([1, 6])
})

it('an answered challenge is kept until it would be refused anyway', async () => {
  await asAdmin(
    `insert into passkey_answers select sha256(hours::text::bytea), now() - hours * interval '1 hour' from unnest(array[0, 2]) hours`,
  )
  await run('identity.delete-passkey-answers')
  expect((await asAdmin('select 1 from passkey_answers')).rowCount).toBe(1)
})

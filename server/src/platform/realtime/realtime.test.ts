import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'
import { withConnection } from '../database/connection.ts'
import { type EventRow, insertEvents } from '../events/events.queries.ts'
import { realtimeRoutes } from './realtime.routes.ts'

let app: TestApp
let address: string
/** Other test files' transactions hold the log back too: they share the server. */
const PATIENCE = { timeout: 10_000 }
const open: EventStream[] = []

beforeAll(async () => {
  app = await testApp({ routes: realtimeRoutes })
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}/api/events/stream`
})

afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

async function listen(by: Caller, query = '', headers: Record<string, string> = {}): Promise<EventStream> {
  const stream = await EventStream.open(`${address}${query}`, { ...by.headers, ...headers })
  open.push(stream)
  return stream
}

it('an open page does not keep a session alive that nobody uses', async () => {
  const by = await signedIn(app)
  const longAgo = "now() - interval '3 days'"
  await asAdmin(`update sessions set last_used_at = ${longAgo} where user_id = $1`, [by.userId])
  await listen(by)
  await app.services.identity.flushLastUsed()
  const { rows } = await asAdmin(
    `select last_used_at < now() - interval '2 days' as is_idle from sessions where user_id = $1`,
    [by.userId],
  )
  expect(rows).toEqual([{ is_idle: true }])
})

type Type = 'user.joined' | 'tenant.updated' | 'job.progressed'
const PAYLOADS: Record<Type, (id: string) => unknown> = {
  'user.joined': (id) => ({ membershipId: id, userId: id }),
  'tenant.updated': () => ({ changedFields: ['name'] }),
  'job.progressed': (id) => ({ id, kind: 'test', state: 'running', done: 1, total: 2 }),
}

function row(by: Caller, type: Type, actorId: string | null = null): EventRow {
  const id = randomUUID()
  return {
    tenant_id: by.tenantId,
    id,
    type,
    version: 1,
    subject_id: id,
    payload: PAYLOADS[type](id),
    actor_id: actorId,
    request_id: null,
  }
}

async function happen(by: Caller, ...rows: EventRow[]): Promise<void> {
  await app.services.database.write({ tenantId: by.tenantId, actorId: null }, (tx) => insertEvents(tx, rows))
  app.services.announce({ kind: 'events', tenantId: by.tenantId })
}

const asAdmin = (sql: string, values: unknown[]) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))

describe('GET /events/stream', () => {
  it('200: sends what happens, with the cursor as id', async () => {
    const owner = await signedIn(app)
    const stream = await listen(owner)
    const event = row(owner, 'tenant.updated')
    await happen(owner, event)

    const message = await stream.until(({ event: type }) => type === 'tenant.updated')
    expect(message.data).toMatchObject({
      id: event.id,
      type: 'tenant.updated',
      subjectId: event.subject_id,
      payload: { changedFields: ['name'] },
    })
    expect(message.id).toBe(message.data.cursor)
    expect(stream.retryMs).toBe(3000)
  })

  it('200: only the topics asked for, only what the role may see, only the own tenant', async () => {
    const owner = await signedIn(app)
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const [all, users, little, stranger] = [
      await listen(owner),
      await listen(owner, '?topics=user.*,job.*'),
      await listen(clerk),
      await listen(await signedIn(app)),
    ]
    await happen(
      owner,
      row(owner, 'tenant.updated'),
      row(owner, 'user.joined'),
      row(owner, 'job.progressed'),
      row(owner, 'job.progressed', clerk.userId),
    )

    await vi.waitFor(
      () => expect(all.types).toEqual(['tenant.updated', 'user.joined', 'job.progressed', 'job.progressed']),
      PATIENCE,
    )
    expect(users.types).toEqual(['user.joined', 'job.progressed', 'job.progressed'])
    // A clerk may not see jobs, but does see their own.
    expect(little.types).toEqual(['job.progressed'])
    expect(stranger.types).toEqual([])
  })

  it('200: resumes without loss or repetition, by header or by parameter', async () => {
    const owner = await signedIn(app)
    const first = await listen(owner)
    await happen(owner, row(owner, 'user.joined'))
    await first.until(({ event }) => event === 'user.joined')
    first.close()
    const missed = Array.from({ length: 450 }, () => row(owner, 'tenant.updated'))
    await happen(owner, ...missed)

    const [byHeader, byParameter] = await Promise.all([
      listen(owner, '', { 'last-event-id': String(first.lastId) }),
      listen(owner, `?lastEventId=${first.lastId}`),
    ])
    // While it is still catching up.
    await happen(owner, row(owner, 'user.joined'))
    for (const stream of [byHeader, byParameter]) {
      await stream.until(({ event }) => event === 'user.joined')
      expect(stream.messages.filter(({ event }) => event === 'tenant.updated').map(({ data }) => data.id)).toEqual(
        missed.map(({ id }) => id),
      )
      expect(stream.types).toHaveLength(451)
    }
  })

  it('200: says so when it cannot resume', async () => {
    const owner = await signedIn(app)
    const stream = await listen(owner, '', { 'last-event-id': '999999999.1' })
    expect(stream.messages.map(({ event }) => event)).toEqual(['reset', 'ready'])
    await happen(owner, row(owner, 'tenant.updated'))
    await stream.until(({ event }) => event === 'tenant.updated')
  })

  it('200: a late commit is neither skipped nor overtaken', async () => {
    const owner = await signedIn(app)
    const stream = await listen(owner)
    const late = row(owner, 'user.joined')
    await withConnection(app.database.adminUrl, async (client) => {
      await client.query('begin')
      await client.query(
        'insert into events (tenant_id, id, type, version, subject_id, payload) values ($1, $2, $3, 1, $4, $5)',
        [late.tenant_id, late.id, late.type, late.subject_id, late.payload],
      )
      await happen(owner, row(owner, 'tenant.updated'))
      // Time for the feed to look, and to find that it may not hand out anything yet.
      await sleep(150)
      expect(stream.types).toEqual([])
      // Nobody announces this commit: the pending event alone must make the feed look again.
      await client.query('commit')
    })
    await vi.waitFor(() => expect(stream.types).toEqual(['user.joined', 'tenant.updated']), PATIENCE)
  })

  it('ends when the session is revoked, says why, and refuses to open again', async () => {
    const owner = await signedIn(app)
    const stream = await listen(owner)
    const { rows } = await asAdmin('update sessions set revoked_at = now() where user_id = $1 returning id', [
      owner.userId,
    ])
    app.services.announce({ kind: 'session-ended', sessionId: rows[0].id })

    const { data } = await stream.until(({ event }) => event === 'end')
    expect(data).toEqual({ reason: 'signed-out' })
    await vi.waitFor(() => expect(stream.isEnded).toBe(true), PATIENCE)
    await expect(listen(owner)).rejects.toThrow('401')
  })

  it('ends when the role changes, and stays when a change changes nothing', async () => {
    const owner = await signedIn(app)
    const manager = await signedIn(app, 'manager', owner.tenantId)
    const [changed, same] = [await listen(manager), await listen(owner)]
    await asAdmin(`update memberships set role = 'viewer' where user_id = $1`, [manager.userId])
    app.services.announce({ kind: 'user-changed', userId: manager.userId })
    app.services.announce({ kind: 'user-changed', userId: owner.userId })

    expect((await changed.until(({ event }) => event === 'end')).data).toEqual({ reason: 'rights-changed' })
    await happen(owner, row(owner, 'user.joined'))
    await same.until(({ event }) => event === 'user.joined')
    expect(changed.types).toEqual([])
  })

  it('ends when the API key is revoked', async () => {
    const owner = await signedIn(app)
    const stream = await listen(await withApiKey(app, owner, ['platform.users.read']))
    const { rows } = await asAdmin('update api_keys set revoked_at = now() where tenant_id = $1 returning id', [
      owner.tenantId,
    ])
    app.services.announce({ kind: 'api-key-changed', keyId: rows[0].id })
    expect((await stream.until(({ event }) => event === 'end')).data).toEqual({ reason: 'signed-out' })
  })

  it('400: an unknown topic, a broken cursor; 401: nobody', async () => {
    const owner = await signedIn(app)
    await expect(listen(owner, '?topics=nothing.*')).rejects.toThrow('400')
    await expect(listen(owner, '', { 'last-event-id': 'abc' })).rejects.toThrow('400')
    await expect(EventStream.open(address, {})).rejects.toThrow('401')
  })

  it('429: more than twenty connections of one user', async () => {
    const owner = await signedIn(app)
    await Promise.all(Array.from({ length: 20 }, () => listen(owner)))
    await expect(listen(owner)).rejects.toThrow('429')
    open.shift()?.close()
    await vi.waitFor(() => listen(owner), PATIENCE)
  })

  it('a client that does not read costs no memory and loses nothing', async () => {
    const owner = await signedIn(app)
    const large = () => ({ ...row(owner, 'tenant.updated'), payload: { changedFields: ['x'.repeat(100_000)] } })
    const response = await fetch(address, { headers: owner.headers })
    const reader = response.body?.getReader()
    await reader?.read()
    const total = 200
    for (let done = 0; done < total; done += 20) await happen(owner, ...Array.from({ length: 20 }, large))
    await vi.waitFor(() => expect(app.services.live.measure().bufferedBytes).toBeGreaterThan(0), PATIENCE)
    expect(app.services.live.measure().bufferedBytes).toBeLessThan(2_000_000)

    let received = 0
    for (let text = ''; received < total; ) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) break
      text += new TextDecoder().decode(chunk.value)
      received += text.split('event: tenant.updated\n').length - 1
      text = text.slice(text.lastIndexOf('\n') + 1)
    }
    expect(received).toBe(total)
    await reader?.cancel()
  }, 20_000)

  it('closing says when to come back', async () => {
    const owner = await signedIn(app)
    const stream = await listen(owner)
    app.services.live.close()
    expect((await stream.until(({ event }) => event === 'end')).data).toEqual({ reason: 'restart' })
    expect(stream.retryMs).toBe(1000)
    await expect(listen(owner)).rejects.toThrow('503')
  })
})

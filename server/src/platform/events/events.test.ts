import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { withConnection } from '../database/connection.ts'
import { type EventRow, insertEvents } from './events.queries.ts'
import { eventRoutes } from './events.routes.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp({ routes: eventRoutes })
  owner = await signedIn(app)
})

const row = (by: Caller, type: 'user.joined' | 'tenant.updated', subjectId: string = randomUUID()): EventRow => ({
  tenant_id: by.tenantId,
  id: randomUUID(),
  type,
  version: 1,
  subject_id: subjectId,
  payload: type === 'user.joined' ? { membershipId: subjectId, userId: subjectId } : { changedFields: ['name'] },
  actor_id: null,
  request_id: null,
})

async function happen(by: Caller, ...rows: EventRow[]): Promise<EventRow[]> {
  await app.services.database.write({ tenantId: by.tenantId, actorId: null }, (tx) => insertEvents(tx, rows))
  return rows
}

const idsOf = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id)
const shownIds = (rows: EventRow[]) => rows.map(({ id }) => id)

describe('insertEvents', () => {
  it('refuses a payload that is not what the contract says', () => {
    const wrong = { ...row(owner, 'user.joined'), payload: { userId: 'nobody' } }
    return expect(happen(owner, wrong)).rejects.toThrow('The payload of user.joined is not what the contract says')
  })

  it('refuses an event that is far too large', () => {
    const large = { ...row(owner, 'tenant.updated'), payload: { changedFields: ['x'.repeat(300_000)] } }
    return expect(happen(owner, large)).rejects.toThrow('at most 262144 are allowed')
  })

  it('cannot write into another tenant', async () => {
    const stranger = await signedIn(app)
    const rows = [row(stranger, 'tenant.updated')]
    const written = app.services.database.write({ tenantId: owner.tenantId, actorId: null }, (tx) =>
      insertEvents(tx, rows),
    )
    await expect(written).rejects.toThrow('row-level security')
  })
})

// The log ends before the oldest transaction of the whole server, and other test files have theirs open.
const PATIENCE = { timeout: 10_000 }

describe('GET /events', () => {
  it('200: newest first, page by page', async () => {
    const by = await signedIn(app)
    const rows = await happen(by, ...Array.from({ length: 5 }, () => row(by, 'tenant.updated')))
    const newest = shownIds(rows).sort().reverse()

    const first = await by.get('/events?limit=3')
    const second = await by.get(`/events?limit=3&cursor=${first.body.pagination.nextCursor}`)
    expect([...idsOf(first), ...idsOf(second)]).toEqual(newest)
    expect(second.body.pagination).toMatchObject({ hasNext: false, nextCursor: null })
    expect(first.body.data[0]).toMatchObject({
      type: 'tenant.updated',
      payload: { changedFields: ['name'] },
      cursor: expect.stringMatching(/^\d+\.\d+$/),
    })
  })

  it('200: by type with wildcards, by subject, since a time', async () => {
    const by = await signedIn(app)
    const [joined] = await happen(by, row(by, 'user.joined'))
    const [updated] = await happen(by, row(by, 'tenant.updated'))
    expect(idsOf(await by.get('/events?type=user.*'))).toEqual([joined?.id])
    expect(idsOf(await by.get('/events?type=tenant.updated,user.joined'))).toEqual([updated?.id, joined?.id])
    expect(idsOf(await by.get(`/events?subjectId=${updated?.subject_id}`))).toEqual([updated?.id])
    expect(idsOf(await by.get('/events?since=2999-01-01T00:00:00Z'))).toEqual([])
    expect(idsOf(await by.get('/events?since=2001-01-01T00:00:00Z'))).toHaveLength(2)
  })

  it('200: only what the caller may see of each kind', async () => {
    const by = await signedIn(app)
    const [joined, updated] = await happen(by, row(by, 'user.joined'), row(by, 'tenant.updated'))
    const key = await withApiKey(app, by, ['platform.events.read', 'platform.users.read'])
    expect(idsOf(await key.get('/events'))).toEqual([joined?.id])
    await vi.waitFor(async () => expect(idsOf(await key.get('/events?after=0.0'))).toEqual([joined?.id]), PATIENCE)
    await vi.waitFor(
      async () => expect(idsOf(await by.get('/events?after=0.0'))).toEqual([joined?.id, updated?.id]),
      PATIENCE,
    )
  })

  it('200: after= follows the log in pieces, and stands at its end until there is more', async () => {
    const by = await signedIn(app)
    const rows = await happen(by, row(by, 'user.joined'), row(by, 'tenant.updated'), row(by, 'user.joined'))
    await vi.waitFor(async () => expect(idsOf(await by.get('/events?after=0.0'))).toEqual(shownIds(rows)), PATIENCE)
    const first = await by.get('/events?after=0.0&limit=2')
    expect(idsOf(first)).toEqual(shownIds(rows.slice(0, 2)))
    const second = await by.get(`/events?after=${first.body.pagination.nextCursor}&limit=2`)
    expect(idsOf(second)).toEqual(shownIds(rows.slice(2)))
    const end = second.body.pagination
    expect(end.hasNext).toBe(false)

    const [later] = await happen(by, row(by, 'tenant.updated'))
    await vi.waitFor(
      async () => expect(idsOf(await by.get(`/events?after=${end.nextCursor}`))).toEqual([later?.id]),
      PATIENCE,
    )
  })

  it('200: a transaction that began early and commits late is not skipped', async () => {
    const by = await signedIn(app)
    const late = row(by, 'user.joined')
    await withConnection(app.database.adminUrl, async (client) => {
      await client.query('begin')
      await insertAs(client, late)
      const [early] = await happen(by, row(by, 'tenant.updated'))

      // Committed, but behind one that is not: reading it now would skip the other.
      const before = await by.get('/events?after=0.0')
      expect(idsOf(before)).toEqual([])
      await client.query('commit')
      await vi.waitFor(async () => {
        const then = await by.get(`/events?after=${before.body.pagination.nextCursor}`)
        expect(idsOf(then)).toEqual([late.id, early?.id])
      }, PATIENCE)
    })
  })

  it('400: what is no topic, no cursor, or does not go together', async () => {
    for (const query of [
      'type=waste.unknown',
      'after=abc',
      'after=99999999999999999999.1',
      'cursor=abc',
      'after=0.0&since=2001-01-01T00:00:00Z',
      'limit=101',
    ]) {
      expect((await owner.get(`/events?${query}`)).status, query).toBe(400)
    }
  })

  it('403: needs platform.events.read; another tenant sees nothing', async () => {
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await viewer.get('/events')).status).toBe(403)
    const [mine] = await happen(owner, row(owner, 'tenant.updated'))
    expect(idsOf(await (await signedIn(app)).get(`/events?subjectId=${mine?.subject_id}`))).toEqual([])
  })
})

async function insertAs(
  client: Client,
  { tenant_id, id, type, version, subject_id, payload }: EventRow,
): Promise<void> {
  await client.query(
    'insert into events (tenant_id, id, type, version, subject_id, payload) values ($1, $2, $3, $4, $5, $6)',
    [tenant_id, id, type, version, subject_id, payload],
  )
}

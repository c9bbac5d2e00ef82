import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, newTenant, signedIn } from '#test/kit/callers.ts'
import { systemActor } from '../access/actor.ts'
import { withConnection } from '../database/connection.ts'
import { newId } from '../ids.ts'
import { type AuditRow, insertAuditEntries } from './audit.queries.ts'
import { auditRoutes } from './audit.routes.ts'
import { diffRecords, maskSecrets } from './diff.ts'
import { listHistory } from './history.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp({ routes: auditRoutes })
  owner = await signedIn(app)
})

function entry(tenantId: string, what: Partial<AuditRow> = {}): AuditRow {
  return {
    tenant_id: tenantId,
    id: newId(),
    action: 'waste.bin.updated',
    actor_kind: 'user',
    actor_id: randomUUID(),
    actor_name: 'Ana Torres',
    resource_type: 'waste.bins',
    resource_id: randomUUID(),
    resource_version: 2,
    changes: { status: { before: 'empty', after: 'full' } },
    note: null,
    severity: 'info',
    address: '203.0.113.7',
    user_agent: 'Firefox',
    request_id: 'request-1',
    ...what,
  }
}

/** Each a moment after the one before, as in life. */
async function happened(...rows: AuditRow[]): Promise<void> {
  for (const row of rows)
    await app.services.database.write({ tenantId: row.tenant_id, actorId: null }, (tx) => insertAuditEntries(tx, [row]))
}

describe('GET /audit', () => {
  it('200: who, what, when and from where, newest first, page by page', async () => {
    const by = await signedIn(app)
    const rows = Array.from({ length: 5 }, () => entry(by.tenantId))
    await happened(...rows)
    const first = await by.get('/audit?limit=3')
    const second = await by.get(`/audit?limit=3&cursor=${first.body.pagination.nextCursor}`)

    expect([...first.body.data, ...second.body.data].map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse())
    expect(second.body.pagination).toMatchObject({ hasNext: false, nextCursor: null, total: null })
    const last = rows.at(-1)
    expect(first.body.data[0]).toEqual({
      id: last?.id,
      at: expect.any(String),
      action: 'waste.bin.updated',
      actor: { kind: 'user', id: last?.actor_id, name: 'Ana Torres' },
      resource: { type: 'waste.bins', id: last?.resource_id, version: 2 },
      changes: { status: { before: 'empty', after: 'full' } },
      severity: 'info',
      note: null,
      address: '203.0.113.7',
      userAgent: 'Firefox',
      requestId: 'request-1',
    })
  })

  it('200: filters alone and together', async () => {
    const by = await signedIn(app)
    const [ana, ben] = [randomUUID(), randomUUID()]
    const rows = [
      entry(by.tenantId, { action: 'waste.bin.created', actor_id: ana, actor_name: 'Ana Torres' }),
      entry(by.tenantId, { action: 'waste.bin.updated', actor_id: ben, actor_name: 'Ben_100% Ode', severity: 'high' }),
      entry(by.tenantId, {
        action: 'user.invited',
        actor_id: ana,
        actor_name: 'Ana Torres',
        resource_type: 'platform.users',
        severity: 'critical',
      }),
      entry(by.tenantId, {
        action: 'auth.sign-in-failed',
        actor_kind: 'anonymous',
        actor_id: null,
        actor_name: 'Nobody',
        resource_type: null,
        resource_id: null,
      }),
    ]
    await happened(...rows)
    const found = async (query: string) =>
      (await by.get(`/audit?${query}`)).body.data.map(({ id }: AuditRow) => rows.findIndex((row) => row.id === id))

    expect(await found('action=waste.bin.')).toEqual([1, 0])
    expect(await found('action=waste.bin.created')).toEqual([0])
    expect(await found('action=nothing')).toEqual([])
    expect(await found(`actorId=${ana}`)).toEqual([2, 0])
    expect(await found(`actorId=${ana}&action=user`)).toEqual([2])
    expect(await found('severity=high,critical')).toEqual([2, 1])
    expect(await found('severity=critical&action=waste')).toEqual([])
    expect(await found('resourceType=waste.bins')).toEqual([1, 0])
    expect(await found(`resourceId=${rows[2]?.resource_id}`)).toEqual([2])
    expect(await found('search=ana%20tor')).toEqual([2, 0])
    expect(await found('search=_100%25')).toEqual([1])
    expect(await found(`search=ben&actorId=${ana}`)).toEqual([])
    expect(await found('after=2999-01-01T00:00:00Z')).toEqual([])
    expect(await found('before=2999-01-01T00:00:00Z&after=2001-01-01T00:00:00Z')).toEqual([3, 2, 1, 0])
  })

  it('400: an unknown filter, a broken cursor; 403: without the permission; other tenants see nothing', async () => {
    expect((await owner.get('/audit?who=ana')).status).toBe(400)
    expect((await owner.get('/audit?cursor=abc')).status).toBe(400)
    expect((await (await signedIn(app, 'clerk', owner.tenantId)).get('/audit')).status).toBe(403)
    const row = entry(owner.tenantId)
    await happened(row)
    expect((await (await signedIn(app)).get(`/audit?resourceId=${row.resource_id}`)).body.data).toEqual([])
  })
})

it('the trail can be added to, never changed or deleted by the service', async () => {
  const row = entry(owner.tenantId)
  await happened(row)
  await withConnection(app.database.serviceUrl, async (client) => {
    await client.query(`select set_config('gw.tenant_id', $1, false)`, [owner.tenantId])
    expect((await client.query('select 1 from audit_entries where id = $1', [row.id])).rowCount).toBe(1)
    await expect(client.query(`update audit_entries set note = 'x' where id = $1`, [row.id])).rejects.toThrow(
      'permission denied',
    )
    await expect(client.query('delete from audit_entries where id = $1', [row.id])).rejects.toThrow('permission denied')
    await expect(client.query('truncate audit_entries')).rejects.toThrow('permission denied')
  })
})

it('listHistory answers one record, newest first, by cursor', async () => {
  const tenantId = await newTenant(app)
  const resourceId = randomUUID()
  await happened(
    ...[1, 2, 3].map((version) => entry(tenantId, { resource_id: resourceId, resource_version: version })),
    entry(tenantId),
  )
  const tenant = { name: 'T', slug: 't', status: 'active', modules: [], timeZone: 'UTC', currency: 'USD' } as const
  const actor = systemActor({ id: tenantId, locale: 'en-US', ...tenant })
  const page = (cursor?: string) =>
    app.services.database.read({ tenantId, actorId: null }, (tx) =>
      listHistory({ tx, actor }, { tenantId, resourceType: 'waste.bins', resourceId, limit: 2, cursor }),
    )
  const first = await page()
  const second = await page(first.pagination.nextCursor ?? undefined)
  expect([...first.rows, ...second.rows].map(({ version }) => version)).toEqual([3, 2, 1])
})

describe('diffRecords', () => {
  it('says what differs, and nothing about what always does', () => {
    const before = { id: 1, name: 'A', tags: ['x'], version: 1, updatedAt: 'then' }
    const after = { id: 1, name: 'B', tags: ['x'], version: 2, updatedAt: 'now', notes: 'new' }
    expect(diffRecords(before, after)).toEqual({
      name: { before: 'A', after: 'B' },
      notes: { before: null, after: 'new' },
    })
    expect(diffRecords(undefined, { name: 'A', notes: null })).toEqual({ name: { before: null, after: 'A' } })
    expect(diffRecords({ name: 'A' }, undefined)).toEqual({ name: { before: 'A', after: null } })
  })

  it('masks secrets, in objects and lists too, but not what is only about them', () => {
    const change = diffRecords(
      { apiKey: 'old', smtp: { host: 'a', password: 'p' } },
      { apiKey: 'new', smtp: { host: 'b', password: 'q' } },
    )
    expect(change).toEqual({
      apiKey: { before: '••••••', after: '••••••' },
      smtp: { before: { host: 'a', password: '••••••' }, after: { host: 'b', password: '••••••' } },
    })
    expect(
      JSON.stringify(
        maskSecrets([{ webhookSecret: 's1', refresh_token: 's2', keyHash: 's3', headers: { Authorization: 's4' } }]),
      ),
    ).not.toMatch(/s\d/)
    expect(maskSecrets({ isPasswordSet: true, tokenExpiresAt: '2026', password: null })).toEqual({
      isPasswordSet: true,
      tokenExpiresAt: '2026',
      password: null,
    })
  })
})

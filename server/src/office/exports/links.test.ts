import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '#app'
import { withConnection } from '#platform/database/connection.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { openBakery } from '#test/kit/exports.ts'
import { runJobs } from '#test/kit/run-job.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  await openBakery(owner)
})

const ask = (input: object, by = owner) => by.post('/exports', { resource: 'waste.bins', format: 'csv', ...input })

async function exported(input: object = {}, by = owner) {
  const asked = await ask(input, by)
  expect(asked.status, asked.text).toBe(201)
  await runJobs(app)
  return (await by.get(`/exports/${asked.body.data.id}`)).body.data
}

describe('GET /exports/resources', () => {
  it('200: what one may export, with the columns of its files', async () => {
    const { resources } = (await owner.get('/exports/resources')).body.data
    const names = resources.map(({ resource }: { resource: string }) => resource)
    expect(names.sort()).toEqual(RESOURCES.map(({ name }) => name).sort())
    const bins = resources.find(({ resource }: { resource: string }) => resource === 'waste.bins')
    expect(bins.columns).toContainEqual({ key: 'location.notes', title: 'Access notes' })
    const technician = await signedIn(app, 'technician', owner.tenantId)
    expect((await technician.get('/exports/resources')).body.data.resources).toEqual([])
  })
})

describe('POST /exports/:id/link', () => {
  const pathOf = (url: string) => url.slice(url.indexOf('/api') + 4)

  it('201: opens this one file without signing in, until it expires', async () => {
    const file = await exported()
    const { status, body } = await owner.post(`/exports/${file.id}/link`)
    expect({ status, expiresAt: body.data.expiresAt }).toEqual({ status: 201, expiresAt: file.expiresAt })
    const opened = await anonymous(app).get(pathOf(body.data.url))
    expect(opened.headers['cache-control']).toBe('no-store')
    expect(createHash('sha256').update(opened.bytes).digest('hex')).toBe(file.sha256)
    const audit = (await owner.get(`/audit?resourceId=${file.id}&action=export.link-made`)).body.data
    expect(audit).toHaveLength(1)
    expect(JSON.stringify(audit)).not.toContain(body.data.url.split('token=')[1])
  })

  it('422: a link that was changed, is over, or whose maker may not export any more', async () => {
    const billing = await signedIn(app, 'billing', owner.tenantId)
    const [file, other] = [await exported({}, billing), await exported()]
    const { url } = (await billing.post(`/exports/${file.id}/link`)).body.data
    const open = async (link: string) => (await anonymous(app).get(pathOf(link))).body
    const refused = { status: 422, rule: 'export.link-invalid' }
    expect(await open(url.replace(file.id, other.id))).toMatchObject(refused)
    expect(await open(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).toMatchObject(refused)
    expect(await open(url.replace(/\.(\d+)\./, (_: string, end: string) => `.${Number(end) + 9}.`))).toMatchObject(
      refused,
    )
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update memberships set role = 'viewer' where user_id = $1", [billing.userId]),
    )
    expect(await open(url)).toMatchObject(refused)
  })

  it('409 before the file is made, 404 for a stranger', async () => {
    const { id } = (await ask({})).body.data
    expect((await owner.post(`/exports/${id}/link`)).body).toMatchObject({ status: 409, rule: 'export.not-ready' })
    expect((await (await signedIn(app)).post(`/exports/${id}/link`)).status).toBe(404)
    await runJobs(app)
  })
})

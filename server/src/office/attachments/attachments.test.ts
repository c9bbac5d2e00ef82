import { beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '#platform/files/sweep-files.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'

const app = await testApp()
let owner: Caller
let clerk: Caller
let driver: Caller

beforeAll(async () => {
  owner = await signedIn(app)
  clerk = await signedIn(app, 'clerk', owner.tenantId)
  driver = await signedIn(app, 'driver', owner.tenantId)
})

const BYTES = { 'content-type': 'application/octet-stream' }
const fileOf = async (by: Caller, name = 'note.txt') =>
  (await by.upload(`/files?fileName=${name}`, `text of ${name}`, BYTES)).body.data.id
const pathOf = (id: string) => `/records/office.customers/${id}/attachments`
const sweep = () => sweepFiles.run(app.services, new AbortController().signal)

describe('POST /records/:resource/:recordId/attachments', () => {
  it('201: whoever may change the record puts a file on it, and everybody who sees the record sees the file', async () => {
    const { id } = await newCustomer(clerk)
    const fileId = await fileOf(clerk)
    const added = await clerk.post(pathOf(id), { fileId })
    expect([added.status, added.body.data.file.name]).toEqual([201, 'note.txt'])
    const [seen] = (await driver.get(`${pathOf(id)}?expand=can`)).body.data
    expect(seen).toMatchObject({ id: added.body.data.id, can: { remove: false } })
    expect((await driver.get(seen.file.url.replace('/api', ''))).text).toBe('text of note.txt')
    expect((await owner.get(`/files/${fileId}/uses`)).body.data).toEqual([
      { resource: 'office.customers', recordId: id },
    ])
    const [trail] = (await owner.get(`/customers/${id}/history`)).body.data
    expect(trail).toMatchObject({ action: 'attachment.added', note: 'note.txt' })
  })

  it('403: a link to it ends with the rights of whom it was made for, before its time', async () => {
    const { id } = await newCustomer(clerk)
    await clerk.post(pathOf(id), { fileId: await fileOf(clerk) })
    const leaving = await signedIn(app, 'driver', owner.tenantId)
    const staying = await signedIn(app, 'driver', owner.tenantId)
    const linkOf = async (by: Caller) => (await by.get(pathOf(id))).body.data[0].file.url.replace('/api', '')
    const [ends, stays] = [await linkOf(leaving), await linkOf(staying)]
    expect((await anonymous(app).get(ends)).status).toBe(200)
    const { data: people } = (await owner.get('/users?limit=100')).body
    const member = people.find(({ userId }: { userId: string }) => userId === leaving.userId)
    expect((await owner.patch(`/users/${member.id}`, { status: 'deactivated' })).status).toBe(200)
    expect((await anonymous(app).get(ends)).body.rule).toBe('file.link-invalid')
    expect((await anonymous(app).get(stays)).status).toBe(200)
  })

  it('403: who may see the record and not change it, adds nothing', async () => {
    const { id } = await newCustomer(clerk)
    const { status, body } = await driver.post(pathOf(id), { fileId: await fileOf(driver) })
    expect([status, body.rule]).toEqual([403, 'access.permission-missing'])
  })

  it('404: a record of another business, a resource that is none, and the file of somebody else', async () => {
    const { id } = await newCustomer(clerk)
    const stranger = await signedIn(app)
    expect((await stranger.post(pathOf(id), { fileId: await fileOf(stranger) })).status).toBe(404)
    expect((await clerk.get(`/records/office.nothing/${id}/attachments`)).status).toBe(404)
    expect((await clerk.post(pathOf(id), { fileId: await fileOf(driver) })).status).toBe(404)
  })

  it('409: the same file twice on one record', async () => {
    const { id } = await newCustomer(clerk)
    const fileId = await fileOf(clerk)
    await clerk.post(pathOf(id), { fileId })
    expect((await clerk.post(pathOf(id), { fileId })).body.rule).toBe('attachment.duplicate')
  })
})

describe('what is attached stays, and what is not goes after a day', () => {
  const attached = async () => {
    const { id } = await newCustomer(clerk)
    const fileId = await fileOf(clerk, `kept-${id}.txt`)
    const { body } = await clerk.post(pathOf(id), { fileId })
    return { id, fileId, attachmentId: body.data.id }
  }
  const isThere = async (fileId: string) => (await clerk.get(`/files/${fileId}`)).status === 200

  it('DELETE /attachments/:id: takes the file off; the sweep takes it away', async () => {
    const [kept, removed] = [await attached(), await attached()]
    expect((await driver.delete(`/attachments/${removed.attachmentId}`)).status).toBe(403)
    expect((await clerk.delete(`/attachments/${removed.attachmentId}`)).status).toBe(204)
    app.clock.advance(25 * 60 * 60 * 1000)
    await sweep()
    expect([await isThere(kept.fileId), await isThere(removed.fileId)]).toEqual([true, false])
  })

  it('DELETE /customers/:id?permanent=true: takes its files and comments along', async () => {
    const { id, fileId } = await attached()
    await clerk.post(`/records/office.customers/${id}/comments`, { body: 'gone soon' })
    expect((await owner.delete(`/customers/${id}?permanent=true`)).status).toBe(204)
    app.clock.advance(25 * 60 * 60 * 1000)
    await sweep()
    expect(await isThere(fileId)).toBe(false)
  })
})

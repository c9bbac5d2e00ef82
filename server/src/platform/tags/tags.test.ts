import { beforeAll, describe, expect, it } from 'vitest'
import { automationInput } from '#office/automations/automations.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { binLine, binsFile, Importer, newCode, newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
let owner: Caller

beforeAll(async () => {
  owner = await signedIn(app)
})

const tagNamed = async (name: string) =>
  (await owner.get(`/tags?search=${encodeURIComponent(name)}`)).body.data.find(
    (tag: { name: string }) => tag.name === name,
  )
const location = { latitude: 39.96, longitude: -82.99, address: '1 Main St' }
const bin = async (tags: string[]) => {
  const customerId = (await newCustomer(owner)).id
  const answer = await owner.post('/waste/bins', { customerId, binType: 'standard', size: 'small', location, tags })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}

describe('the tags of a business', () => {
  it('learn the names that records carry, whatever the resource, however they are written', async () => {
    const { id } = await bin(['cracked lid'])
    await owner.patch(`/waste/bins/${id}`, { tags: ['cracked lid', 'heavy'] })
    const { id: customerId, name } = await newCustomer(owner)
    await owner.patch(`/customers/${customerId}`, { tags: ['gate code'] })
    const importer = new Importer(app, owner)
    const [header, line] = binsFile(binLine(newCode(), name)).split('\n')
    await importer.step(await importer.uploaded(`${header},Tags\n${line},imported`), 'run')
    for (const tag of ['cracked lid', 'heavy', 'gate code', 'imported'])
      expect(await tagNamed(tag), tag).toMatchObject({ colour: 'grey' })
  })

  it('one spelling: another case is the same tag', async () => {
    await bin(['Priority'])
    await bin(['priority'])
    expect((await owner.get('/tags?search=priority')).body.data).toHaveLength(1)
    expect((await owner.post('/tags', { name: 'PRIORITY' })).body.rule).toBe('tag.name-taken')
  })

  it('GET /waste/bins?tag=: those that carry it', async () => {
    const { id } = await bin(['only this bin'])
    await bin(['another'])
    const { data } = (await owner.get('/waste/bins?tag=only%20this%20bin')).body
    expect(data.map((one: { id: string }) => one.id)).toEqual([id])
  })

  it('get colours from those who may', async () => {
    const { id } = (await owner.post('/tags', { name: 'urgent', colour: 'red' })).body.data
    expect((await owner.patch(`/tags/${id}`, { colour: 'blue' })).body.data.colour).toBe('blue')
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect((await clerk.get('/tags')).status).toBe(200)
    expect((await clerk.patch(`/tags/${id}`, { colour: 'red' })).status).toBe(403)
  })

  it('409: a tag that a record carries is not deleted; one that none carries is', async () => {
    const { id } = await bin(['in use'])
    const tag = await tagNamed('in use')
    const refused = await owner.delete(`/tags/${tag.id}`)
    expect([refused.status, refused.body.rule]).toEqual([409, 'tag.in-use'])
    await owner.patch(`/waste/bins/${id}`, { tags: [] })
    expect((await owner.delete(`/tags/${tag.id}`)).status).toBe(204)
  })
})

const namesOf = async () => (await owner.get('/tags?limit=100')).body.data.map(({ name }: { name: string }) => name)
const tagsOf = async (id: string) => (await owner.get(`/waste/bins/${id}`)).body.data.tags
const rename = async (from: string, to: string, by = owner) => {
  const { id, version } = await tagNamed(from)
  return by.patch(`/tags/${id}`, { name: to }, { 'if-match': `"${version}"` })
}
const merge = async (from: string, into: string) =>
  owner.post(`/tags/${(await tagNamed(from)).id}/merge`, { intoId: (await tagNamed(into)).id })

describe('PATCH /tags/:id with another name', () => {
  it('200: records take it, with trail and event, also in the trash; search finds them by it', async () => {
    const first = await bin(['wobbly', 'tall'])
    const trashed = await bin(['wobbly'])
    await owner.delete(`/waste/bins/${trashed.id}`)
    expect((await rename('wobbly', 'unsteady')).body.data).toMatchObject({ name: 'unsteady', version: 2 })
    await runJobs(app)
    expect(await tagsOf(first.id)).toEqual(['unsteady', 'tall'])
    expect(await namesOf()).toEqual(expect.arrayContaining(['unsteady', 'tall']))
    expect(await namesOf()).not.toContain('wobbly')
    const [entry] = (await owner.get(`/waste/bins/${first.id}/history`)).body.data
    expect(entry).toMatchObject({ action: 'waste.bin.updated', changes: { tags: expect.anything() } })
    expect((await owner.get('/waste/bins?search=unsteady')).body.data).toHaveLength(1)
    await owner.post(`/waste/bins/${trashed.id}/restore`)
    expect(await tagsOf(trashed.id)).toEqual(['unsteady'])
    const [event] = (await owner.get('/events?type=tag.updated&limit=1')).body.data
    expect(event.payload).toMatchObject({ name: 'unsteady', previousName: 'wobbly' })
  })

  it('200: views and schedules follow; automations that name it are told of before', async () => {
    await bin(['before dawn'])
    const view = { resource: 'waste.bins', name: 'Early', query: 'status=full&tag=before+dawn', isShared: true }
    const { id } = (await owner.post('/views', view)).body.data
    const cel = 'record.tags.exists(tag, tag == "before dawn")'
    const rule = automationInput({ name: 'Early birds', condition: { rows: null, cel } })
    expect((await owner.post('/automations', rule)).status).toBe(201)
    const uses = (await owner.get(`/tags/${(await tagNamed('before dawn')).id}/uses`)).body.data
    expect(uses).toEqual({
      records: [{ resource: 'waste.bins', count: 1 }],
      others: [
        { kind: 'automations', names: ['Early birds'], follows: false },
        { kind: 'saved views', names: ['Early'], follows: true },
      ],
    })
    await rename('before dawn', 'at night')
    const views = (await owner.get('/views?resource=waste.bins')).body.data
    expect(views.find((one: { id: string }) => one.id === id)).toMatchObject({
      query: 'status=full&tag=at+night',
      version: 2,
    })
  })

  it('409: a name that is taken, and while the job of a rename is under way', async () => {
    await bin(['left'])
    await bin(['right'])
    expect((await rename('left', 'RIGHT')).body.rule).toBe('tag.name-taken')
    expect((await rename('left', 'middle')).status).toBe(200)
    expect((await rename('middle', 'centre')).body.rule).toBe('tag.busy')
    await runJobs(app)
    expect((await rename('middle', 'centre')).status).toBe(200)
  })

  it('403: by whoever may change tags, but not what carries them', async () => {
    const { id } = await bin(['guarded'])
    const key = await withApiKey(app, owner, ['platform.tags.read', 'platform.tags.update'])
    expect((await rename('guarded', 'open', key)).status).toBe(403)
    expect(await tagsOf(id)).toEqual(['guarded'])
  })
})

describe('POST /tags/:id/merge', () => {
  it('200: what carried either carries the other, once, and the tag is gone', async () => {
    const [one, both] = [await bin(['noisy']), await bin(['loud', 'noisy'])]
    const { status, body } = await merge('noisy', 'loud')
    expect([status, body.data.into.name]).toEqual([200, 'loud'])
    await runJobs(app)
    expect([await tagsOf(one.id), await tagsOf(both.id)]).toEqual([['loud'], ['loud']])
    expect(await namesOf()).not.toContain('noisy')
    const counts = (await owner.get('/tags/uses')).body.data.tags
    expect(counts).toContainEqual({ id: body.data.into.id, records: 2 })
  })

  it('400: into itself', async () => {
    await bin(['alone'])
    expect((await merge('alone', 'alone')).body.details[0].field).toBe('intoId')
  })

  it('a job that dies on the way is done by the next one, and changes no record twice', async () => {
    const { id } = await bin(['old word'])
    await bin(['new word'])
    await merge('old word', 'new word')
    await runJobs(app, { diesAtWrite: 2 })
    await runJobs(app)
    expect(await tagsOf(id)).toEqual(['new word'])
    expect((await owner.get(`/waste/bins/${id}`)).body.data.version).toBe(2)
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { binLine, binsFile, Importer, newCode, newCustomer } from '#test/kit/imports.ts'

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

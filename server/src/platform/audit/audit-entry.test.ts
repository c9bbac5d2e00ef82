import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  await owner.post('/customers', { kind: 'business', businessName: 'Oak Books' })
})

describe('GET /audit/:id', () => {
  it('200: the entry as the list has it', async () => {
    const [listed] = (await owner.get('/audit?action=customer.created')).body.data
    expect((await owner.get(`/audit/${listed.id}`)).body.data).toEqual(listed)
  })

  it('403 without the permission, 404 for another business', async () => {
    const [listed] = (await owner.get('/audit')).body.data
    expect((await (await signedIn(app, 'viewer', owner.tenantId)).get(`/audit/${listed.id}`)).status).toBe(403)
    expect((await (await signedIn(app)).get(`/audit/${listed.id}`)).status).toBe(404)
  })
})

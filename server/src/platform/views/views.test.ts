import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
})

describe('GET /views', () => {
  it('200: page by page, and says whether more follow', async () => {
    for (const name of ['a', 'b', 'c'])
      await owner.post('/views', { resource: 'waste.bins', name, query: 'status=full' })
    const first = (await owner.get('/views?resource=waste.bins&limit=2')).body
    expect([first.data.length, first.pagination.hasNext]).toEqual([2, true])
    const second = (await owner.get(`/views?resource=waste.bins&limit=2&cursor=${first.pagination.nextCursor}`)).body
    expect(second.data.map(({ name }: { name: string }) => name)).toEqual(['c'])
    expect(second.pagination).toMatchObject({ hasNext: false, nextCursor: null })
  })
})

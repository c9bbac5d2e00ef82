import { beforeAll, describe, expect, it } from 'vitest'
import { customerInput } from '#office/customers/customers.factory.ts'
import { Random } from '#platform/random.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { binInput } from './bins.factory.ts'

const app = await testApp()
const random = new Random(3)
const PLACE = { address: '120 E Broad St, Columbus, OH', latitude: 39.9625, longitude: -82.9988 }
let owner: Caller
let number = 0

beforeAll(async () => {
  owner = await signedIn(app)
})

async function customerWithBin(status: 'full' | 'retired'): Promise<string> {
  const { id } = (await owner.post('/customers', customerInput(random, ++number))).body.data
  await owner.post('/waste/bins', { ...binInput(random, number, id, PLACE), status })
  return id
}

describe('DELETE /customers/:id', () => {
  it('204: a customer whose bins are all retired goes to the trash', async () => {
    expect((await owner.delete(`/customers/${await customerWithBin('retired')}`)).status).toBe(204)
  })

  it('409: a customer with a bin in use stays, and is told why', async () => {
    const { status, body } = await owner.delete(`/customers/${await customerWithBin('full')}`)
    expect([status, body.rule, body.detail]).toEqual([
      409,
      'customer.in-use',
      expect.stringContaining('still has 1 bin'),
    ])
  })

  it('409 for good: retired bins still say whose they were', async () => {
    const { status, body } = await owner.delete(`/customers/${await customerWithBin('retired')}?permanent=true`)
    expect([status, body.rule]).toEqual([409, 'record.in-use'])
  })
})

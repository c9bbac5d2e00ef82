import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Business, inputsOf, openBusiness } from './world/business.ts'

const app = await testApp()
let business: Business
const header = (key: string) => ({ 'idempotency-key': key })

beforeAll(async () => {
  business = await openBusiness(app)
})

describe('Idempotency-Key', () => {
  it.each([
    ['empty', ''],
    ['with a space', 'a b'],
    ['too long', 'k'.repeat(256)],
    ['with a letter beyond ASCII', 'clé'],
  ])('400: %s', async (_, key) => {
    const answer = await business.owner.post(
      '/customers',
      await inputsOf('office.customers').create(business),
      header(key),
    )
    expect([answer.status, answer.body.rule]).toEqual([400, 'idempotency.key-invalid'])
  })

  it('belong to one caller: another person with the same key is somebody else', async () => {
    const [key, other] = [randomUUID(), await business.person()]
    const answers = [
      await business.owner.post('/customers', await inputsOf('office.customers').create(business), header(key)),
      await other.post('/customers', await inputsOf('office.customers').create(business), header(key)),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]?.body.data.id).not.toBe(answers[1]?.body.data.id)
  })

  it('a refusal that would repeat itself is remembered, a wrong body is not', async () => {
    const [key, body] = [randomUUID(), await inputsOf('office.customers').create(business)]
    expect((await business.owner.post('/customers', { ...body, kind: 'alien' }, header(key))).status).toBe(400)
    expect((await business.owner.post('/customers', body, header(key))).status).toBe(201)
    const taken = randomUUID()
    const refused = [
      await business.owner.post('/customers', body, header(taken)),
      await business.owner.post('/customers', body, header(taken)),
    ]
    expect(refused.map(({ status, headers }) => [status, headers['idempotent-replayed']])).toEqual([
      [409, undefined],
      [409, 'true'],
    ])
  })

  it('after a day they are as good as new', async () => {
    const [key, body] = [randomUUID(), await inputsOf('office.customers').create(business)]
    await business.owner.post('/customers', body, header(key))
    await business.asAdmin("update idempotency_keys set created_at = now() - interval '25 hours' where key = $1", [key])
    const again = await business.owner.post(
      '/customers',
      await inputsOf('office.customers').create(business),
      header(key),
    )
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined])
  })
})

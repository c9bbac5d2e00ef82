import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { newTenant } from '#test/kit/callers.ts'
import { SecretBox } from '../secret-box.ts'
import { findReply, type IdempotencyKey, idempotencyKeyOf, rememberFailedReply, rememberReply } from './replay.ts'

const app = await testApp({ routes: [] })
const { database, config } = app.services
const box = new SecretBox(config.secret, 'idempotency')
const DONE = { status: 201, body: '{"id":"1"}', headers: { ETag: '"1"' } }
const REFUSED = { status: 409, body: '{"rule":"record.duplicate"}', headers: {} }
let tenantId: string

beforeAll(async () => {
  tenantId = await newTenant(app)
})

const scope = () => ({ tenantId, actorId: null })
const reply = (key: IdempotencyKey) => database.write(scope(), (tx) => findReply(tx, key, box))
const fail = (key: IdempotencyKey) => database.write(scope(), (tx) => rememberFailedReply(tx, key, REFUSED, box))

function newKey(): IdempotencyKey {
  const request = { method: 'POST', url: '/api/customers', body: Buffer.from('{}') }
  const key = idempotencyKeyOf(randomUUID(), request, { id: randomUUID(), tenant: { id: tenantId } })
  if (!key) throw new Error('A header makes a key')
  return key
}

describe('the answer to a request that failed', () => {
  it('is kept for its repetition', async () => {
    const key = newKey()
    await fail(key)
    expect(await reply(key)).toEqual(REFUSED)
  })

  it('does not replace what a repetition has achieved meanwhile', async () => {
    const key = newKey()
    await database.write(scope(), (tx) => rememberReply(tx, key, DONE, box, false))
    await fail(key)
    expect(await reply(key)).toEqual(DONE)
  })

  it('leaves the key to a repetition that is under way', async () => {
    const key = newKey()
    await database.write(scope(), async (tx) => {
      expect(await findReply(tx, key, box)).toBeUndefined()
      await fail(key)
      await rememberReply(tx, key, DONE, box, false)
    })
    expect(await reply(key)).toEqual(DONE)
  })
})

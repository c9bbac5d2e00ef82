import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { FakeTwilio, statusCallback, type TakenSms, TWILIO, twilioCallback } from '#test/fakes/twilio.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { callBack, messagesOf, reachableCustomer } from '#test/kit/messages.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { messageInput } from '../messages.factory.ts'
import { settleSilent } from '../sending/due.cron.ts'

const twilio = await FakeTwilio.start()
const app = await testApp({ environment: twilio.environment })
afterAll(() => twilio.stop())

let caller: Caller
let customer: { id: string; phone: string }

beforeEach(async () => {
  twilio.moods.length = 0
  twilio.taken.length = 0
  twilio.asked = 0
  caller = await signedIn(app)
  customer = await reachableCustomer(caller)
})

const sms = (body = 'On our way') =>
  caller.post('/messages', messageInput(customer.id, { channel: 'sms', subject: null, body }))
const latest = async () => (await messagesOf(caller, customer.id))[0]

async function sent(): Promise<TakenSms> {
  await sms()
  await runJobs(app)
  const [taken] = twilio.taken
  if (!taken) throw new Error('Twilio has taken nothing')
  return taken
}

describe('sending by Twilio', () => {
  it('is taken, with our number and where to report', async () => {
    const taken = await sent()
    expect(taken).toMatchObject({ to: customer.phone, body: 'On our way' })
    expect(await latest()).toMatchObject({ state: 'sent', provider: 'twilio', attempts: 1 })
  })

  it('refused with too many requests: again, three times at most', async () => {
    twilio.moods.push('rate-limited', 'down')
    await sent()
    expect(twilio.asked).toBe(3)
    const steps = (await latest())?.steps.map(({ state }) => state)
    expect(steps).toEqual(['queued', 'sending', 'queued', 'sending', 'queued', 'sending', 'sent'])
    twilio.moods.push('rate-limited', 'rate-limited', 'rate-limited')
    await sms('never')
    await runJobs(app)
    expect([twilio.asked, await latest()]).toEqual([
      6,
      expect.objectContaining({ state: 'failed', reasonCode: 'provider-unreachable', attempts: 3 }),
    ])
  })

  it('a wrong number is refused at once, and can be sent again by hand', async () => {
    twilio.moods.push('invalid-number')
    await sms()
    await runJobs(app)
    const refused = await latest()
    expect([twilio.asked, refused]).toEqual([
      1,
      expect.objectContaining({ state: 'refused', reasonCode: 'provider-refused' }),
    ])
    await caller.post(`/messages/${refused?.id}/retry`, {})
    await runJobs(app)
    expect((await latest())?.state).toBe('sent')
  })

  it('opted out at Twilio: never asked again for this number', async () => {
    twilio.moods.push('opted-out')
    await sms()
    await runJobs(app)
    expect(await latest()).toMatchObject({ state: 'refused', reasonCode: 'opted-out' })
    const again = await sms()
    expect([again.status, again.body.rule, twilio.asked]).toEqual([422, 'message.not-reachable', 1])
  })

  it('an answer that never came is unknown, and no second message goes out by itself', async () => {
    twilio.moods.push('vanish')
    await sent()
    const unknown = await latest()
    expect(unknown).toMatchObject({ state: 'unknown', reasonCode: 'outcome-unknown' })
    expect(twilio.taken).toHaveLength(1)
    const refusal = await caller.post(`/messages/${unknown?.id}/retry`, {})
    expect([refusal.status, refusal.body.rule]).toEqual([409, 'message.may-arrive-twice'])
    await caller.post(`/messages/${unknown?.id}/retry`, { mayArriveTwice: true })
    await runJobs(app)
    expect(twilio.taken).toHaveLength(2)
  })

  it('a late report ends what was unknown', async () => {
    twilio.moods.push('vanish')
    expect(await callBack(app, statusCallback(await sent(), 'delivered'))).toBe(204)
    expect((await latest())?.state).toBe('delivered')
  })

  it('a process that dies with the call under way neither loses nor doubles it', async () => {
    await sms()
    // The first write claims it, the second would have written down what Twilio said.
    await runJobs(app, { diesAtWrite: 2 })
    expect([twilio.taken.length, (await latest())?.state]).toEqual([1, 'sending'])
    await runJobs(app)
    expect([twilio.taken.length, (await latest())?.state]).toEqual([1, 'unknown'])
  })
})

describe('POST /message-callbacks/twilio/:reference', () => {
  it('delivered, however often it is said', async () => {
    const taken = await sent()
    for (const status of ['sent', 'delivered', 'delivered', 'delivered'])
      expect(await callBack(app, statusCallback(taken, status))).toBe(204)
    const message = await latest()
    expect(message?.state).toBe('delivered')
    expect(message?.steps.map(({ state }) => state)).toEqual(['queued', 'sending', 'sent', 'sent', 'delivered'])
  })

  it('out of order: never backwards', async () => {
    const taken = await sent()
    await callBack(app, statusCallback(taken, 'delivered'))
    await callBack(app, statusCallback(taken, 'sent'))
    await callBack(app, statusCallback(taken, 'undelivered', '30003'))
    expect((await latest())?.state).toBe('delivered')
  })

  it('undelivered: refused with the reason', async () => {
    await callBack(app, statusCallback(await sent(), 'undelivered', '30006'))
    expect(await latest()).toMatchObject({ state: 'refused', reason: expect.stringContaining('landline') })
  })

  it('403 with another token, without a signature, for another message; nothing is changed', async () => {
    const taken = await sent()
    const forged = twilioCallback(taken.statusCallback, { MessageSid: taken.sid, MessageStatus: 'delivered' }, 'wrong')
    expect(await callBack(app, forged)).toBe(403)
    expect(await callBack(app, { ...forged, headers: {} })).toBe(403)
    const valid = statusCallback(taken, 'delivered')
    expect(await callBack(app, { ...valid, path: `${valid.path}x` })).toBe(403)
    expect((await latest())?.state).toBe('sent')
  })

  it('silence for three days is unknown', async () => {
    await sent()
    app.clock.advance(3 * 24 * 60 * 60 * 1000 + 60_000)
    await settleSilent.run(app.services, new AbortController().signal)
    expect(await latest()).toMatchObject({ state: 'unknown', reasonCode: 'outcome-unknown' })
  })
})

describe('POST /message-callbacks/twilio', () => {
  const inbound = (body: string, sid = `SM${randomBytes(16).toString('hex')}`) =>
    twilioCallback(`${app.services.config.http.publicUrl}/api/message-callbacks/twilio`, {
      MessageSid: sid,
      From: customer.phone,
      To: TWILIO.from,
      Body: body,
    })

  it('STOP ends text messages in every business that has written to the number, and nowhere else', async () => {
    await sent()
    const other = await signedIn(app)
    const theirs = await reachableCustomer(other, { phone: customer.phone })
    await other.post('/messages', messageInput(theirs.id, { channel: 'sms', subject: null }))
    const stranger = await signedIn(app)
    const unwritten = await reachableCustomer(stranger, { phone: customer.phone })
    await runJobs(app)
    expect(await callBack(app, inbound(' stop '))).toBe(204)
    for (const [who, id, status] of [
      [caller, customer.id, 422],
      [other, theirs.id, 422],
      [stranger, unwritten.id, 201],
    ] as const)
      expect((await who.post('/messages', messageInput(id, { channel: 'sms', subject: null }))).status).toBe(status)
    expect(await latest()).toMatchObject({ origin: 'inbound', state: 'received', text: ' stop ' })
    expect((await caller.get('/audit?action=message.opted-out')).body.data[0].note).not.toContain(customer.phone)
  })

  it('a message already queued is suppressed by it; START takes it back; repetitions are one', async () => {
    await sent()
    await sms('second')
    await callBack(app, inbound('STOP'))
    await runJobs(app)
    const suppressed = (await messagesOf(caller, customer.id)).find(({ text }) => text === 'second')
    expect(suppressed).toMatchObject({ state: 'suppressed', reasonCode: 'opted-out' })
    const start = inbound('Start')
    await callBack(app, start)
    await callBack(app, start)
    expect((await messagesOf(caller, customer.id)).filter(({ text }) => text === 'Start')).toHaveLength(1)
    expect((await sms()).status).toBe(201)
  })
})

import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { FakeSendgrid } from '#test/fakes/sendgrid.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { callBack, messagesOf, reachableCustomer } from '#test/kit/messages.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { messageInput } from '../messages.factory.ts'

const sendgrid = await FakeSendgrid.start()
const app = await testApp({ environment: sendgrid.environment })
afterAll(() => sendgrid.stop())

let caller: Caller
let customer: { id: string; email: string }

beforeEach(async () => {
  sendgrid.moods.length = 0
  sendgrid.taken.length = 0
  caller = await signedIn(app)
  customer = await reachableCustomer(caller)
  await caller.post('/messages', messageInput(customer.id))
})
const latest = async () => (await messagesOf(caller, customer.id))[0]

describe('sending by SendGrid', () => {
  it('is taken: text and HTML, a way out in one click, and nothing about people in what is kept for long', async () => {
    await runJobs(app)
    const [mail] = sendgrid.taken
    expect(mail?.content.map(({ type }) => type)).toEqual(['text/plain', 'text/html'])
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(JSON.stringify(mail?.personalizations[0]?.custom_args)).not.toMatch(/ana|@/i)
    expect(await latest()).toMatchObject({ state: 'sent', provider: 'sendgrid' })
  })

  it.each([
    ['rate-limited', 'sent', 1],
    ['down', 'sent', 1],
    ['bad-request', 'refused', 0],
    ['vanish', 'unknown', 1],
  ] as const)('%s: %s', async (mood, state, taken) => {
    sendgrid.moods.push(mood)
    await runJobs(app)
    expect([(await latest())?.state, sendgrid.taken.length]).toEqual([state, taken])
  })
})

describe('POST /message-callbacks/sendgrid', () => {
  beforeEach(() => runJobs(app))

  it('duplicates and the wrong order change nothing', async () => {
    const delivered = sendgrid.events([
      { event: 'delivered', id: 'd1' },
      { event: 'processed', id: 'p1' },
      { event: 'open', id: 'o1' },
    ])
    for (let time = 0; time < 5; time++) expect(await callBack(app, delivered)).toBe(204)
    const message = await latest()
    expect(message?.state).toBe('delivered')
    expect(message?.steps).toHaveLength(6)
  })

  it('a delay is written down; a bounce is refused with its reason', async () => {
    await callBack(
      app,
      sendgrid.events([
        { event: 'deferred', reason: 'greylisted' },
        { event: 'bounce', reason: '550 no such user' },
      ]),
    )
    const message = await latest()
    expect(message).toMatchObject({ state: 'refused', reason: expect.stringContaining('550 no such user') })
    expect(message?.steps.map(({ note }) => note)).toContainEqual(expect.stringContaining('greylisted'))
  })

  it('a report of spam ends mails for ever', async () => {
    await callBack(app, sendgrid.events([{ event: 'delivered' }, { event: 'spamreport' }]))
    expect((await latest())?.state).toBe('delivered')
    expect((await caller.post('/messages', messageInput(customer.id))).body.rule).toBe('message.not-reachable')
  })

  it('403: changed bytes, an old signature, none', async () => {
    const good = sendgrid.events([{ event: 'delivered' }])
    const old = sendgrid.events([{ event: 'delivered' }], { at: new Date(Date.now() - 400_000) })
    expect(await callBack(app, { ...good, body: good.body.replace('delivered', 'bounce   ') })).toBe(403)
    expect(await callBack(app, old)).toBe(403)
    expect(await callBack(app, { ...good, headers: { 'content-type': 'application/json' } })).toBe(403)
    expect((await latest())?.state).toBe('sent')
  })
})

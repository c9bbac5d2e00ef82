import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { messagesOf, reachableCustomer } from '#test/kit/messages.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { messageInput } from '../messages.factory.ts'

const app = await testApp()
const stranger = anonymous(app)

async function mailedCustomer(caller: Caller) {
  const customer = await reachableCustomer(caller)
  await caller.post('/messages', messageInput(customer.id))
  await runJobs(app)
  const [message] = await messagesOf(caller, customer.id)
  const token = /#token=([\w-]+)/.exec(message?.text ?? '')?.[1] ?? ''
  return { customer, token }
}

describe('POST /unsubscribe', () => {
  it('200: looking changes nothing, saying so ends mails for ever, also to the next customer with the address', async () => {
    const caller = await signedIn(app)
    const { customer, token } = await mailedCustomer(caller)
    const offer = (await stranger.post('/unsubscribe/lookup', { token })).body.data
    expect(offer).toMatchObject({ isOptedOut: false, to: 'a…@example.com' })
    expect((await stranger.post('/unsubscribe', { token })).body.data.isOptedOut).toBe(true)
    expect((await stranger.post('/unsubscribe', { token })).status).toBe(200)
    expect((await stranger.post('/unsubscribe/lookup', { token })).body.data.isOptedOut).toBe(true)
    await caller.delete(`/customers/${customer.id}?permanent=true`)
    const again = await reachableCustomer(caller, { email: customer.email.toUpperCase() })
    const refusal = await caller.post('/messages', messageInput(again.id))
    expect([refusal.status, refusal.body.detail]).toEqual([422, expect.stringContaining('unsubscribed')])
    expect((await caller.post('/messages', messageInput(again.id, { channel: 'sms', subject: null }))).status).toBe(201)
  })

  it('in this business alone', async () => {
    const [mine, theirs] = [await signedIn(app), await signedIn(app)]
    const { customer, token } = await mailedCustomer(mine)
    await stranger.post('/unsubscribe', { token })
    const same = await reachableCustomer(theirs, { email: customer.email })
    expect((await theirs.post('/messages', messageInput(same.id))).status).toBe(201)
  })

  it('422: a link that is damaged or made up', async () => {
    const { token } = await mailedCustomer(await signedIn(app))
    for (const wrong of [`${token.slice(0, -2)}AA`, 'A'.repeat(100)])
      expect((await stranger.post('/unsubscribe', { token: wrong })).body.rule).toBe('message.link-invalid')
  })
})

describe('POST /unsubscribe/one-click', () => {
  it('204: as mail programs post it', async () => {
    const caller = await signedIn(app)
    const { customer, token } = await mailedCustomer(caller)
    const answer = await stranger.upload(`/unsubscribe/one-click?token=${token}`, 'List-Unsubscribe=One-Click', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(answer.status).toBe(204)
    expect((await caller.post('/messages', messageInput(customer.id))).status).toBe(422)
  })
})

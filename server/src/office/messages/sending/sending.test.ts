import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { messagesOf, reachableCustomer } from '#test/kit/messages.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { messageInput, welcomeTemplate } from '../messages.factory.ts'
import { sendDue, settleSilent } from './due.cron.ts'

const app = await testApp()
const HOUR_MS = 60 * 60 * 1000
const now = () => new AbortController().signal

async function welcoming(): Promise<Caller> {
  const caller = await signedIn(app)
  await caller.patch('/message-templates', welcomeTemplate())
  return caller
}

describe('what happens is told', () => {
  it('a new customer is welcomed: from the template, in the look of the business, into the outbox', async () => {
    const caller = await welcoming()
    await caller.patch('/message-settings', { senderName: 'Scioto & Sons', brandColor: '#ffcc00' })
    const customer = await reachableCustomer(caller)
    await runJobs(app)
    const [message] = await messagesOf(caller, customer.id)
    expect(message).toMatchObject({
      state: 'delivered',
      provider: 'outbox',
      attempts: 1,
      to: customer.email,
      event: 'customer.created',
      templateVersion: 1,
    })
    expect(message?.steps.map(({ state }) => state)).toEqual(['queued', 'delivered'])
    expect(message?.text).toContain('Hello Ana, we are Scioto & Sons.')
    expect(message?.html).toContain('background:#ffcc00;color:#000')
    expect(message?.html).toContain('Scioto &amp; Sons')
    const [letter] = (await caller.get('/outbox?template=message')).body.data
    expect(letter).toMatchObject({ to: customer.email, subject: message?.subject })
  })

  it('nobody is written to while the template is off', async () => {
    const caller = await signedIn(app)
    expect(await messagesOf(caller, (await reachableCustomer(caller)).id)).toEqual([])
  })

  it('in the language of the customer where there is one', async () => {
    const caller = await welcoming()
    await caller.patch(
      '/message-templates',
      welcomeTemplate({ language: 'es', body: 'Hola {{customer.firstName | ahí}}' }),
    )
    const spanish = await reachableCustomer(caller, { language: 'es-MX' })
    const french = await reachableCustomer(caller, { language: 'fr' })
    expect((await messagesOf(caller, spanish.id))[0]?.text).toContain('Hola Ana')
    expect((await messagesOf(caller, french.id))[0]?.text).toContain('Hello Ana')
  })

  it('an unfilled variable stops it and says so; filled in, it is sent by hand again', async () => {
    const caller = await signedIn(app)
    await caller.patch('/message-templates', welcomeTemplate({ body: 'Dear {{customer.firstName}}' }))
    const customer = await reachableCustomer(caller, { firstName: null })
    const [failed] = await messagesOf(caller, customer.id)
    expect(failed).toMatchObject({ state: 'failed', reasonCode: 'variable-unfilled', text: null, can: { retry: true } })
    expect(failed?.reason).toContain('{{customer.firstName}}')
    const still = await caller.post(`/messages/${failed?.id}/retry`, {})
    expect([still.status, still.body.rule]).toEqual([422, 'message.variable-unfilled'])
    await caller.patch(`/customers/${customer.id}`, { firstName: 'Bo' })
    expect((await caller.post(`/messages/${failed?.id}/retry`, {})).status).toBe(200)
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]).toMatchObject({
      state: 'delivered',
      text: expect.stringContaining('Dear Bo'),
    })
  })

  it('a change that fails sends nothing', async () => {
    const caller = await welcoming()
    const body = { kind: 'business', businessName: 'Twice', email: 'twice@example.com' }
    await caller.post('/customers', body)
    expect((await caller.post('/customers', body)).status).toBe(409)
    expect((await caller.get('/messages')).body.data).toHaveLength(1)
  })

  it('customers from an import are not welcomed, and whoever imports them is told', async () => {
    const caller = await welcoming()
    const told = welcomeTemplate({ event: 'import.finished', subject: 'Import', body: '{{import.created}} new' })
    await caller.patch('/message-templates', told)
    const upload = await caller.upload(
      '/imports?resource=office.customers&fileName=a.csv',
      'Kind,Business name,E-mail\nbusiness,Imported,imported@example.com\n',
    )
    await caller.post(`/imports/${upload.body.data.id}/run`)
    await runJobs(app)
    const { data } = (await caller.get('/messages')).body
    expect(data).toMatchObject([{ event: 'import.finished', to: `${caller.userId}@example.com`, state: 'delivered' }])
    expect((await caller.get(`/messages/${data[0].id}`)).body.data.text).toContain('1 new')
  })
})

describe('POST /messages', () => {
  it('201: by hand, with variables filled in, in the audit', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller)
    const answer = await caller.post('/messages', messageInput(customer.id, { channel: 'sms', subject: null }))
    expect([answer.status, answer.body.data.state, answer.body.data.origin]).toEqual([201, 'queued', 'hand'])
    await runJobs(app)
    const [message] = await messagesOf(caller, customer.id)
    expect(message).toMatchObject({ state: 'delivered', text: expect.stringMatching(/^We come tomorrow, Ana Diaz/) })
    expect((await caller.get('/audit?action=message.sent')).body.data).toHaveLength(1)
  })

  it('400: unknown variables; 422: unfilled ones, no address, unwanted', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller, {
      phone: null,
      firstName: null,
      notificationPreferences: { sms: true, email: true, push: false },
    })
    const rulesOf = async (more: object) => {
      const { status, body } = await caller.post('/messages', messageInput(customer.id, more))
      return [status, body.rule]
    }
    expect(await rulesOf({ body: '{{customer.x}}' })).toEqual([400, 'message.variable-unknown'])
    expect(await rulesOf({ body: '{{customer.firstName}}' })).toEqual([422, 'message.variable-unfilled'])
    expect(await rulesOf({ channel: 'sms', subject: null })).toEqual([422, 'message.not-reachable'])
    await caller.patch(`/customers/${customer.id}`, {
      notificationPreferences: { sms: true, email: false, push: false },
    })
    expect(await rulesOf({})).toEqual([422, 'message.not-reachable'])
    const reach = (await caller.get(`/messages/reachability?customerId=${customer.id}`)).body.data
    expect(reach.channels.map(({ obstacle }: { obstacle: string | null }) => obstacle)).toEqual([
      expect.stringContaining('no mails'),
      expect.stringContaining('no phone number'),
    ])
  })
})

describe('what holds a message back', () => {
  it('a preference that changes before it goes out', async () => {
    const caller = await welcoming()
    const customer = await reachableCustomer(caller)
    await caller.patch(`/customers/${customer.id}`, {
      notificationPreferences: { sms: true, email: false, push: false },
    })
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]).toMatchObject({
      state: 'suppressed',
      reasonCode: 'preference-off',
    })
  })

  it('quiet hours: it waits for their end, and goes out then', async () => {
    const caller = await welcoming()
    const customer = await reachableCustomer(caller)
    const at = app.clock.now()
    const clock = (hours: number) => new Date(at.getTime() + hours * HOUR_MS).toISOString().slice(11, 16)
    await caller.patch('/message-settings', { quietFrom: clock(-1), quietTo: clock(1) })
    await runJobs(app)
    const [waiting] = await messagesOf(caller, customer.id)
    expect(waiting).toMatchObject({ state: 'queued', reasonCode: 'quiet-hours' })
    expect(Date.parse(waiting?.waitUntil ?? '') - at.getTime()).toBeLessThanOrEqual(HOUR_MS)
    await sendDue.run(app.services, now())
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]?.state).toBe('queued')
    app.clock.advance(HOUR_MS + 60_000)
    await sendDue.run(app.services, now())
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]?.state).toBe('delivered')
  })

  it('10 text messages an hour to one number; the eleventh waits for the hour to end', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller)
    const sms = (number: number) =>
      caller.post('/messages', messageInput(customer.id, { channel: 'sms', subject: null, body: `Text ${number}` }))
    for (let number = 1; number <= 11; number++) await sms(number)
    await runJobs(app)
    const states = (await messagesOf(caller, customer.id)).map(({ state }) => state)
    expect(states).toEqual(['queued', ...Array.from({ length: 10 }, () => 'delivered')])
    app.clock.advance(HOUR_MS + 1000)
    await sendDue.run(app.services, now())
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]?.state).toBe('delivered')
  })
})

describe('what was left lying', () => {
  it('a message whose job is gone gets another one', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller)
    await caller.post('/messages', messageInput(customer.id))
    const { data } = (await caller.get('/jobs?name=messages.send')).body
    await caller.post(`/jobs/${data[0].id}/cancel`)
    app.clock.advance(HOUR_MS)
    await sendDue.run(app.services, now())
    await runJobs(app)
    expect((await messagesOf(caller, customer.id))[0]?.state).toBe('delivered')
    await settleSilent.run(app.services, now())
    expect((await messagesOf(caller, customer.id))[0]?.state).toBe('delivered')
  })
})

describe('GET /messages', () => {
  it('404 for the message of another business, 403 without the permission', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller)
    const { id } = (await caller.post('/messages', messageInput(customer.id))).body.data
    expect((await (await signedIn(app)).get(`/messages/${id}`)).status).toBe(404)
    expect((await (await signedIn(app, 'driver', caller.tenantId)).get(`/messages/${id}`)).status).toBe(403)
    expect((await (await signedIn(app, 'viewer', caller.tenantId)).post(`/messages/${id}/retry`, {})).status).toBe(403)
  })
})

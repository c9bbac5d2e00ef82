import type { MessageEvent } from '@groundwork/contract/office/message-templates.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { messagesOf, reachableCustomer } from '#test/kit/messages.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { welcomeTemplate } from '../messages.factory.ts'

const app = await testApp()

async function welcomeOf(caller: Caller) {
  const events: MessageEvent[] = (await caller.get('/message-events')).body.data
  const welcome = events.find(({ event }) => event === 'customer.created')
  return { welcome, mail: welcome?.templates.find(({ channel, language }) => channel === 'email' && language === 'en') }
}

describe('GET /message-events', () => {
  it('200: every event with its variables and templates as they came, switched off', async () => {
    const { welcome, mail } = await welcomeOf(await signedIn(app))
    expect(welcome?.templates).toHaveLength(4)
    expect(mail).toMatchObject({ isActive: false, isBuiltIn: true, version: 0 })
    const names = welcome?.variables.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['customer.name', 'customer.serviceAddress.city', 'business.phone']))
    expect(names).not.toContain('customer.id')
    const isFilled = (wanted: string) => welcome?.variables.find(({ name }) => name === wanted)?.isAlwaysFilled
    expect([
      isFilled('customer.name'),
      isFilled('customer.firstName'),
      isFilled('customer.serviceAddress.street'),
    ]).toEqual([true, false, false])
  })

  it('every template that comes with the product says only what its event has', async () => {
    const caller = await signedIn(app)
    const events: MessageEvent[] = (await caller.get('/message-events')).body.data
    for (const { event, channel, language, subject, body } of events.flatMap(({ templates }) => templates)) {
      const saved = await caller.patch('/message-templates', {
        event,
        channel,
        language,
        subject,
        body,
        isActive: true,
      })
      expect([saved.status, saved.text]).toEqual([200, expect.anything()])
      const preview = await caller.post('/message-templates/preview', { event, channel, language, subject, body })
      expect(preview.body.data.problems).toEqual([])
    }
  })
})

describe('PATCH /message-templates', () => {
  it('200: the next version, in the audit with what changed', async () => {
    const caller = await signedIn(app)
    expect((await caller.patch('/message-templates', welcomeTemplate())).body.data).toMatchObject({
      version: 1,
      isBuiltIn: false,
    })
    const again = await caller.patch('/message-templates', welcomeTemplate({ subject: 'Hello' }), { 'if-match': '"1"' })
    expect(again.body.data).toMatchObject({ version: 2, subject: 'Hello' })
    const [entry] = (await caller.get('/audit?action=message-template.saved')).body.data
    expect(entry.changes.subject).toEqual({ before: 'Welcome, {{customer.name}}', after: 'Hello' })
  })

  it('400: an unknown variable is named, with its field and the way out', async () => {
    const caller = await signedIn(app)
    const answer = await caller.patch('/message-templates', welcomeTemplate({ body: 'Hi {{customer.nickname}}' }))
    expect([answer.status, answer.body.rule]).toEqual([400, 'message.variable-unknown'])
    expect(answer.body.details).toEqual([{ field: 'body', message: expect.stringContaining('{{customer.nickname}}') }])
    expect((await welcomeOf(caller)).mail?.version).toBe(0)
  })

  it.each([
    ['a mail without a subject', { subject: null }, 'subject'],
    ['a text message with one', { channel: 'sms' as const }, 'subject'],
    ['a text message that is too long', { channel: 'sms' as const, subject: null, body: 'x'.repeat(1601) }, 'body'],
  ])('400: %s', async (_, change, field) => {
    const answer = await (await signedIn(app)).patch('/message-templates', welcomeTemplate(change))
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field])
  })

  it('403 for a dispatcher, who may read them', async () => {
    const caller = await signedIn(app, 'dispatcher')
    expect((await caller.get('/message-events')).status).toBe(200)
    expect((await caller.patch('/message-templates', welcomeTemplate())).status).toBe(403)
  })

  it('404: no such event', async () => {
    const answer = await (await signedIn(app)).patch('/message-templates', welcomeTemplate({ event: 'customer.eaten' }))
    expect([answer.status, answer.body.rule]).toEqual([404, 'message.template-unknown'])
  })
})

describe('POST /message-templates/reset', () => {
  it('200: as it came', async () => {
    const caller = await signedIn(app)
    await caller.patch('/message-templates', welcomeTemplate())
    const answer = await caller.post('/message-templates/reset', {
      event: 'customer.created',
      channel: 'email',
      language: 'en',
    })
    expect(answer.body.data).toMatchObject({ isBuiltIn: true, isActive: false, version: 0 })
  })
})

describe('POST /message-templates/preview', () => {
  it('200: with the record that is named, and all that is wrong with the draft', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller, { firstName: null, lastName: '<b>O"Hara</b>' })
    const { event, channel, language } = welcomeTemplate()
    const draft = { event, channel, language, customerId: customer.id, subject: 'Hi {{customer.name}}' }
    const body = 'Dear {{customer.firstName}},\n\nlook at https://example.com/a?b=1&c=2. {{customer.shoe}}'
    const preview = (await caller.post('/message-templates/preview', { ...draft, body })).body.data
    expect(preview).toMatchObject({ subject: 'Hi <b>O"Hara</b>', filledFrom: '<b>O"Hara</b>' })
    expect(preview.problems.map(({ variable }: { variable: string }) => variable)).toEqual([
      'customer.shoe',
      'customer.firstName',
    ])
    expect(preview.html).toContain('href="https://example.com/a?b=1&amp;c=2"')
    expect(preview.html).not.toContain('<b>')
  })
})

describe('POST /message-templates/test', () => {
  it('201: to oneself, whatever the customer wants', async () => {
    const caller = await signedIn(app)
    const customer = await reachableCustomer(caller, {
      notificationPreferences: { sms: false, email: false, push: false },
    })
    const { isActive: _, ...draft } = welcomeTemplate()
    const sent = await caller.post('/message-templates/test', { ...draft, customerId: customer.id })
    expect([sent.status, sent.body.data.to]).toEqual([201, `${caller.userId}@example.com`])
    await runJobs(app)
    const [letter] = (await caller.get('/outbox?template=message')).body.data
    expect(letter.subject).toContain('Welcome, Ana')
    expect(await messagesOf(caller, customer.id)).toEqual([])
  })
})

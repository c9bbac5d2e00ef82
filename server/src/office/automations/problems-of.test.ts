import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { automationInput } from './automations.factory.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

describe('what cannot work is refused when it is saved', () => {
  it.each([
    [{ events: ['waste.bin.exploded'] }, 'events.0'],
    [{ events: ['job.progressed'] }, 'events.0'],
    [{ condition: { rows: null, cel: 'payload.record.fill > 1' } }, 'condition.cel'],
    [
      {
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'gone' } },
        ],
      },
      'actions.0.values.status',
    ],
    [
      {
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { colour: 'red' } },
        ],
      },
      'actions.0.values.colour',
    ],
    [
      { actions: [{ type: 'create-record', resource: 'waste.bins', values: { size: 'small' } }] },
      'actions.0.values.customerId',
    ],
    [{ actions: [{ type: 'create-record', resource: 'office.automations', values: {} }] }, 'actions.0.resource'],
    [{ actions: [{ type: 'send-mail', to: 'nobody', subject: 'a', text: 'b' }] }, 'actions.0.to'],
    [
      { actions: [{ type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.colour}}', text: 'b' }] },
      'actions.0.subject',
    ],
    [{ actions: [{ type: 'send-mail', to: 'a@example.com', subject: '{{1 + 1}}', text: 'b' }] }, 'actions.0.subject'],
    [
      {
        actions: [
          { type: 'call-url', method: 'POST', url: 'https://{{payload.record.qrCode}}.example.com/', body: null },
        ],
      },
      'actions.0.url',
    ],
    [{ actions: [{ type: 'call-url', method: 'POST', url: 'ftp://example.com/', body: null }] }, 'actions.0.url'],
    [
      { actions: [{ type: 'start-export', resource: 'waste.bins', format: 'csv', query: { colour: 'red' } }] },
      'actions.0.query.colour',
    ],
  ])('%j', async (input, field) => {
    const owner = await signedIn(app)
    const answer = await owner.post('/automations', { ...automationInput(), ...input })
    expect(answer.body, answer.text).toMatchObject({ status: 422, rule: 'automation.invalid' })
    expect(answer.body.details.map((detail: { field: string }) => detail.field)).toContain(field)
  })
})

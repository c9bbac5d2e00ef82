import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'
import { automationInput } from './automations.factory.ts'

let app: TestApp
let rules: AutomationKit

beforeAll(async () => {
  app = await testApp()
  rules = new AutomationKit(app)
})

describe('POST /automations/dry-run', () => {
  it('says how often it would have fired and what it would have changed, and writes nothing', async () => {
    const owner = await signedIn(app)
    const bins = [await rules.newBin(owner), await rules.newBin(owner)]
    for (const [index, bin] of bins.entries())
      await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: index === 0 ? 95 : 20, status: 'partial' })
    const digest = () =>
      rules.asAdmin(`select (select count(*)::int from audit_entries) as audits, (select count(*)::int from events) as events,
      (select count(*)::int from automation_runs) as runs, (select sum(version)::int from waste_bins) as versions, (select count(*)::int from outbox_messages) as mails`)
    const before = await digest()
    const { events, condition, actions } = automationInput({
      actions: [
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
        { type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.qrCode}}', text: 'Full' },
      ],
    })
    const answer = await owner.post('/automations/dry-run', { events, condition, actions })
    expect(answer.body.data, answer.text).toMatchObject({ looked: 2, fired: 1, failed: 0 })
    expect(answer.body.data.events[0]).toMatchObject({
      event: { subjectId: bins[0].id },
      condition: true,
      actions: [
        { state: 'planned', changes: { status: { before: 'partial', after: 'full' } } },
        { summary: `Would send a mail to a@example.com: ${bins[0].qrCode}` },
      ],
    })
    expect(answer.body.data.events[1]).toMatchObject({
      event: { subjectId: bins[1].id },
      condition: false,
      actions: [],
    })
    expect(await digest()).toEqual(before)
  })

  it('403: nobody tries what they may not hear of or do', async () => {
    const owner = await signedIn(app)
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    const { events, condition, actions } = automationInput()
    expect((await viewer.post('/automations/dry-run', { events, condition, actions })).body).toMatchObject({
      status: 403,
    })
  })
})

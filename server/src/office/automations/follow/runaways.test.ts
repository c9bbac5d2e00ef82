import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'

let app: TestApp
let rules: AutomationKit

beforeAll(async () => {
  app = await testApp()
  rules = new AutomationKit(app)
})

describe('a runaway', () => {
  it('automations that set each other off in a circle are paused with a reason, and the maker is told', async () => {
    const owner = await signedIn(app)
    const flip = (from: string, to: string) =>
      rules.make(owner, {
        name: `${from} to ${to}`,
        condition: { rows: null, cel: `payload.record.status == "${from}"` },
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: to } },
        ],
      })
    const pair = [await flip('full', 'partial'), await flip('partial', 'full')]
    await rules.fill(owner, 8)
    const states = await Promise.all(pair.map(async ({ id }) => (await owner.get(`/automations/${id}`)).body.data))
    const halted = states.filter(({ state }) => state === 'paused')
    expect(halted).toHaveLength(1)
    expect(halted[0].pausedReason).toContain('5 automations in a row')
    const runs = (await Promise.all(pair.map(({ id }) => rules.runsOf(owner, id)))).flat()
    expect(runs).toHaveLength(5)
    const [mail] = (await owner.get('/outbox?limit=1')).body.data
    expect(mail.subject).toBe(`The automation "${halted[0].name}" is paused`)
    const [event] = await rules.asAdmin(
      "select payload from events where tenant_id = $1 and type = 'automation.halted'",
      [owner.tenantId],
    )
    expect(event).toMatchObject({ payload: { id: halted[0].id } })
    expect((await owner.patch(`/automations/${halted[0].id}`, { state: 'active' })).body.data).toMatchObject({
      state: 'active',
      pausedReason: null,
    })
  })

  it('one that would run more often than its limit is paused before it does', async () => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner, { maxRunsPerMinute: 2 })
    const other = await rules.make(owner, {
      name: 'Other',
      events: ['waste.bin.created'],
      actions: [{ type: 'send-mail', to: 'a@example.com', subject: 'New', text: 'New' }],
      condition: { rows: null, cel: '' },
    })
    for (let count = 0; count < 3; count++) {
      const bin = await rules.newBin(owner)
      await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    }
    await rules.hearAndRun(owner.tenantId)
    expect((await owner.get(`/automations/${automation.id}`)).body.data).toMatchObject({
      state: 'paused',
      pausedReason: expect.stringContaining('more than 2 times within a minute'),
    })
    expect(await rules.runsOf(owner, automation.id)).toEqual([])
    expect(await rules.runsOf(owner, other.id)).toHaveLength(3)
  })
})

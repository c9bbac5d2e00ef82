import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { automationInput } from './automations.factory.ts'

let app: TestApp
let rules: AutomationKit

beforeAll(async () => {
  app = await testApp()
  rules = new AutomationKit(app)
})

describe('rights', () => {
  it('403: nobody saves an automation that does what they may not', async () => {
    const owner = await signedIn(app)
    const clerk = await signedIn(app, 'billing', owner.tenantId)
    const answer = await clerk.post('/automations', automationInput())
    expect(answer.body).toMatchObject({ status: 403, rule: 'access.permission-missing' })
    expect(answer.body.detail).toContain('waste.bins.update')
    const automation = await rules.make(owner)
    expect((await clerk.patch(`/automations/${automation.id}`, { name: 'Mine now' })).status).toBe(403)
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await viewer.patch(`/automations/${automation.id}`, { state: 'paused' })).status).toBe(403)
  })

  it('a maker who loses a right: the run fails and says why; saved by somebody who has it, it goes on where it stood', async () => {
    const owner = await signedIn(app)
    const dispatcher = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await rules.make(dispatcher, {
      actions: [
        { type: 'send-mail', to: 'a@example.com', subject: 'First', text: 'First' },
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
      ],
    })
    const bin = await rules.newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    await rules.asAdmin("update memberships set role = 'clerk' where user_id = $1", [dispatcher.userId])
    await rules.hearAndRun(owner.tenantId)
    const [run] = await rules.runsOf(owner, automation.id)
    expect(run).toMatchObject({
      state: 'failed',
      condition: true,
      actions: [{ state: 'done' }, { state: 'failed' }],
      can: { retry: true },
    })
    expect(run.error).toContain("the automation 'Full bins' was not granted it, or its maker does not have it any more")
    expect(await rules.binOf(owner, bin.id)).toMatchObject({ status: 'partial' })

    expect((await owner.patch(`/automations/${automation.id}`, { description: 'Taken over' })).body.data).toMatchObject(
      { maker: { id: owner.userId }, version: 2 },
    )
    expect((await owner.post(`/automations/${automation.id}/runs/${run.id}/retry`)).body.data).toMatchObject({
      state: 'waiting',
    })
    await runJobs(app)
    expect((await rules.runsOf(owner, automation.id))[0]).toMatchObject({ state: 'succeeded', version: 1 })
    expect(await rules.binOf(owner, bin.id)).toMatchObject({ status: 'full' })
    const mails = await rules.asAdmin("select id from outbox_messages where tenant_id = $1 and subject = 'First'", [
      owner.tenantId,
    ])
    expect(mails).toHaveLength(1)
  })

  it('a maker who has left: the run fails and says why', async () => {
    const owner = await signedIn(app)
    const dispatcher = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await rules.make(dispatcher)
    await rules.asAdmin('delete from memberships where user_id = $1', [dispatcher.userId])
    const bin = await rules.fill(owner)
    expect((await rules.runsOf(owner, automation.id))[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('its maker'),
    })
    expect(await rules.binOf(owner, bin.id)).toMatchObject({ status: 'partial' })
  })

  it('pausing takes no other rights and leaves the maker', async () => {
    const owner = await signedIn(app)
    const clerk = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await rules.make(owner)
    const paused = await clerk.patch(`/automations/${automation.id}`, { state: 'paused' })
    expect(paused.body.data).toMatchObject({ state: 'paused', activeSince: null, maker: { id: owner.userId } })
    const bin = await rules.fill(owner)
    expect(await rules.binOf(owner, bin.id)).toMatchObject({ status: 'partial' })
  })

  it('another business neither sets it off nor is touched', async () => {
    const [owner, stranger] = [await signedIn(app), await signedIn(app)]
    const automation = await rules.make(owner)
    const foreign = await rules.fill(stranger)
    await rules.hearAndRun(owner.tenantId)
    expect(await rules.runsOf(owner, automation.id)).toEqual([])
    const own = await rules.make(owner, {
      actions: [{ type: 'change-record', resource: 'waste.bins', record: foreign.id, values: { status: 'full' } }],
    })
    await rules.fill(owner)
    expect((await rules.runsOf(owner, own.id))[0]).toMatchObject({ state: 'failed', error: 'There is no such bin' })
    expect(await rules.binOf(stranger, foreign.id)).toMatchObject({ status: 'partial' })
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '#platform/services.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { readLog } from '../follow/read-log.ts'

let app: TestApp
let rules: AutomationKit

beforeAll(async () => {
  app = await testApp()
  rules = new AutomationKit(app)
})

describe('a process that dies', () => {
  it.each([1, 2, 3, 4, 5])('at its write number %i: every action is done once', async (diesAtWrite) => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner, {
      actions: [
        { type: 'send-mail', to: 'a@example.com', subject: 'Once', text: 'Once' },
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
        { type: 'send-mail', to: 'a@example.com', subject: 'Twice', text: 'Never' },
      ],
    })
    const bin = await rules.newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    await rules.hear(owner.tenantId)
    await runJobs(app, { diesAtWrite })
    await rules.hear(owner.tenantId)
    await runJobs(app)
    expect((await rules.runsOf(owner, automation.id))[0]).toMatchObject({
      state: 'succeeded',
      actions: [{ state: 'done' }, { state: 'done' }, { state: 'done' }],
    })
    const mails = await rules.asAdmin('select subject from outbox_messages where tenant_id = $1 order by subject', [
      owner.tenantId,
    ])
    expect(mails).toEqual([{ subject: 'Once' }, { subject: 'Twice' }])
  })

  it('while it reads the log: nothing is moved, and the next reader meets the event once', async () => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner)
    const bin = await rules.newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    const write: Services['write'] = (actor, request, work) =>
      app.services.write(actor, request, async (ctx) => {
        await work(ctx)
        throw new Error('The process died')
      })
    await expect(readLog({ ...app.services, write }, owner.tenantId)).rejects.toThrow('died')
    expect(await rules.runsOf(owner, automation.id)).toEqual([])
    await Promise.all([rules.hearAndRun(owner.tenantId), readLog(app.services, owner.tenantId)])
    await rules.hearAndRun(owner.tenantId)
    expect(await rules.runsOf(owner, automation.id)).toHaveLength(1)
  })
})

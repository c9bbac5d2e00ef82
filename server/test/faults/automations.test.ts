import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'

const HOST = join(import.meta.dirname, 'automations-host.ts')
const EVENTS = 40
// With a third one, a job that was running each time would be taken for the cause.
const KILLS = 2

const hosts = new Set<ChildProcess>()
afterEach(async () => {
  await Promise.all([...hosts].map(kill))
})

async function startHost(url: string): Promise<ChildProcess> {
  const host = spawn(process.execPath, [HOST, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  hosts.add(host)
  host.once('exit', () => hosts.delete(host))
  await once(host.stdout as NodeJS.EventEmitter, 'data')
  return host
}

async function kill(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill('SIGKILL')
  await ended
}

it('workers killed with -9: every event is met once, and every action done once', async () => {
  const app = await testApp()
  const rules = new AutomationKit(app)
  const owner = await signedIn(app)
  const bin = await rules.newBin(owner)
  await rules.make(owner, {
    maxRunsPerMinute: 600,
    condition: { rows: null, cel: '"notes" in payload.changedFields' },
    actions: [
      { type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.notes}}', text: 'First' },
      { type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.notes}}', text: 'Second' },
    ],
  })
  const change = async () => {
    for (let number = 1; number <= EVENTS; number++) {
      const answer = await owner.patch(`/waste/bins/${bin.id}`, { notes: `Note ${number}` })
      expect(answer.status, answer.text).toBe(200)
      await sleep(40)
    }
  }
  const killing = async () => {
    for (let count = 0; count < KILLS; count++) {
      const host = await startHost(app.database.serviceUrl)
      await sleep(200 + 100 * count)
      await kill(host)
    }
  }
  await Promise.all([change(), killing()])
  await startHost(app.database.serviceUrl)
  const counts = () =>
    rules.asAdmin(`select
      (select count(*)::int from automation_runs) as runs,
      (select count(*)::int from automation_runs where ended_at is not null and error is null) as done,
      (select count(*)::int from outbox_messages where template = 'automation-message') as mails,
      (select count(distinct (subject, body_text))::int from outbox_messages where template = 'automation-message') as different`)
  const all = { runs: EVENTS, done: EVENTS, mails: 2 * EVENTS, different: 2 * EVENTS }
  await vi.waitFor(async () => expect(await counts()).toEqual([all]), { timeout: 120_000, interval: 250 })
}, 240_000)

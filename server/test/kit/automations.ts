import { vi } from 'vitest'
import { readLog } from '#office/automations/follow/read-log.ts'
import type { TestApp } from './app.ts'
import { runJobs } from './run-job.ts'

/** Lets the automations of a business hear everything that has happened. Transactions of other tests may hide it for a moment. */
export async function hearEvents(app: TestApp, tenantId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const progress = await readLog(app.services, tenantId)
      if (progress !== 'done') throw new Error(`The log is ${progress}`)
    },
    { timeout: 20_000, interval: 20 },
  )
}

/** The same, with what they do about it, and what that sets off, until it is quiet. */
export async function runAutomations(app: TestApp, tenantId: string, rounds = 1): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await hearEvents(app, tenantId)
    await runJobs(app)
  }
}

import { vi } from 'vitest'
import { JOBS } from '#app'
import { withConnection } from '#platform/database/connection.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { startWorker } from '#platform/jobs/worker/worker.ts'
import type { TestApp } from './app.ts'

/** Runs what the queue holds until this job has ended, then stops: nothing happens behind a test's back. */
export async function workOff(app: TestApp, jobId: string): Promise<void> {
  const { services, database } = app
  const resolveActor = askerResolver(services.database)
  const worker = await startWorker({ services, url: database.serviceUrl, jobs: JOBS, cron: [], resolveActor })
  try {
    await withConnection(database.adminUrl, (client) =>
      vi.waitFor(
        async () => {
          const { rows } = await client.query('select ended_at, state, error from job_runs where id = $1', [jobId])
          if (rows[0]?.ended_at == null)
            throw new Error(`The job is ${rows[0]?.state ?? 'not there'} ${rows[0]?.error ?? ''}`)
        },
        { timeout: 9_000, interval: 10 },
      ),
    )
  } finally {
    await worker.stop()
  }
}

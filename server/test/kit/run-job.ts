import { JOBS } from '#app'
import { withConnection } from '#platform/database/connection.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import type { Ticket } from '#platform/jobs/tickets.ts'
import { JobRunner } from '#platform/jobs/worker/runner.ts'
import type { Services } from '#platform/services.ts'
import type { TestApp } from './app.ts'

type Running = Pick<TestApp, 'services'> & { database: Pick<TestApp['database'], 'adminUrl'> }

interface Options {
  /** The process dies when the jobs write for this time: what is committed stays, the rest is lost. */
  diesAtWrite?: number
}

/** Runs whatever waits, attempt after attempt, until nothing does; or one attempt each where the process dies. */
export async function runJobs(app: Running, { diesAtWrite }: Options = {}): Promise<void> {
  const services = diesAtWrite === undefined ? app.services : mortal(app.services, diesAtWrite)
  const runner = new JobRunner(services, askerResolver(app.services.database))
  do {
    const waiting = await waitingJobs(app)
    if (waiting.length === 0) return
    for (const { name, ...ticket } of waiting) {
      const definition = JOBS.find((job) => job.name === name)
      if (!definition) throw new Error(`No manifest has the job ${name}`)
      await runner.use(definition, ticket)
    }
  } while (diesAtWrite === undefined)
}

function mortal(services: Services, diesAtWrite: number): Services {
  let writes = 0
  return {
    ...services,
    write: (...call) => {
      writes += 1
      return writes >= diesAtWrite ? Promise.reject(new Error('The process died')) : services.write(...call)
    },
  }
}

function waitingJobs({ database }: Running): Promise<(Ticket & { name: string })[]> {
  return withConnection(database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select tenant_id as "tenantId", id as "runId", ticket, name from job_runs where state = 'queued' order by created_at, id`,
    )
    return rows
  })
}

import { ROUTES } from '#app'
import { withConnection } from '#platform/database/connection.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { newId } from '#platform/ids.ts'
import type { JobDefinition } from '#platform/jobs/define-job.ts'
import { enqueueAs } from '#platform/jobs/enqueue.ts'
import { JobRunner } from '#platform/jobs/worker/runner.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { differences, digestOf } from '../tables/tenant-digest.ts'
import type { Business } from '../world/business.ts'
import { exampleOf } from '../world/examples.ts'
import { nameOf } from '../world/request.ts'
import type { Pair } from './foreign-ids.ts'
import { rowsWith } from './strange-rows.ts'

/** Where what a payload names comes from: the param of a route that shows one. A new kind of id needs its line. */
const FROM: Record<string, readonly [route: string, param: string]> = {
  endpointId: ['GET /webhooks/:id', 'id'],
  mailId: ['GET /outbox/:id', 'id'],
  fileId: ['GET /files/:id', 'id'],
  importId: ['GET /imports/:id', 'id'],
  exportId: ['GET /exports/:id', 'id'],
  messageId: ['GET /messages/:id', 'id'],
  tagId: ['GET /tags/:id/uses', 'id'],
  runId: ['GET /automations/:id/runs/:runId', 'runId'],
}
/** What is no id. */
const REST: Record<string, unknown> = {
  since: '2020-01-01T00:00:00Z',
  isChecked: false,
  from: 'heavy',
  to: 'heavier',
}

/** A job of one tenant whose payload names what is another's: it ends, and nothing of the other's is touched or told. */
export async function foreignJobFindings(job: JobDefinition<never>, { mine, theirs }: Pair): Promise<string[]> {
  const payload = await payloadOf(job, theirs)
  if (typeof payload === 'string') return [payload]
  await runJobs(mine.app)
  const { adminUrl } = mine.app.database
  const before = await digestOf(adminUrl, theirs.tenantId)
  const state = await runOne(job as unknown as JobDefinition<unknown>, payload, mine)
  await runJobs(mine.app)
  const touched = differences(before, await digestOf(adminUrl, theirs.tenantId))
  const strange = await rowsWith(mine, theirs.marker)
  return [
    ...(state === 'queued' ? [`${job.name} did not run`] : []),
    ...touched.map((table) => `${job.name}: a job of another tenant changed ${table}`),
    ...strange.map((table) => `${job.name}: brought text of the other tenant into ${table}`),
  ]
}

async function payloadOf(job: JobDefinition<never>, theirs: Business): Promise<Record<string, unknown> | string> {
  const fields = Object.keys((job.payload as { shape?: object }).shape ?? {})
  const payload: Record<string, unknown> = {}
  for (const field of fields) {
    if (field in REST) payload[field] = REST[field]
    else if (FROM[field]) payload[field] = await idFor(FROM[field], theirs)
    else if (field === 'userId') payload[field] = theirs.owner.userId
    else return `${job.name}: ${field} of its payload is unknown to isolation/foreign-jobs.ts`
  }
  return payload
}

async function idFor([name, param]: readonly [string, string], business: Business): Promise<string> {
  const route = ROUTES.find((one) => nameOf(one) === name)
  if (!route) throw new Error(`There is no ${name}`)
  return (await exampleOf(route)(business)).params?.[param] ?? ''
}

async function runOne(definition: JobDefinition<unknown>, payload: unknown, { app, owner }: Business): Promise<string> {
  const id = newId()
  const { tenantId, userId } = owner
  const asked = { kind: 'user' as const, id: userId, userId, role: 'owner', name: 'The owner' }
  await app.services.database.write({ tenantId, actorId: userId }, (tx) =>
    enqueueAs(tx, tenantId, asked, { id, definition, payload }),
  )
  const look = () =>
    withConnection(app.database.adminUrl, async (client) => {
      const { rows } = await client.query<{ ticket: number; state: string }>(
        'select ticket, state from job_runs where id = $1',
        [id],
      )
      return rows[0]
    })
  const runner = new JobRunner(app.services, askerResolver(app.services.database))
  for (let found = await look(); found?.state === 'queued'; found = await look())
    await runner.use(definition, { tenantId, runId: id, ticket: found.ticket } as never)
  return (await look())?.state ?? 'gone'
}

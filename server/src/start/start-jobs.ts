import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { startWorker } from '#platform/jobs/worker/worker.ts'
import { offerWebhookGauges } from '#platform/webhooks/webhook-gauges.ts'
import { CRON, FOLLOWERS, JOBS } from '../app.ts'
import { type Start, startDatabase, startRuntime } from './start.ts'
import { answerMetrics, startMetrics } from './start-metrics.ts'

/** The process that runs what lies behind requests. */
export async function startJobs(start: Start): Promise<void> {
  const database = await startDatabase(start)
  const { services } = await startRuntime(start, database)
  const resolveActor = askerResolver(services.database)
  const worker = await startWorker({ services, url: database.directUrl, jobs: JOBS, cron: CRON, resolveActor })
  start.stops.push(() => worker.stop())
  for (const follow of FOLLOWERS) {
    const follower = follow(services)
    follower.start()
    start.stops.push(() => follower.stop())
  }
  offerWebhookGauges(services)
  if (process.send) answerMetrics()
  else await startMetrics(start, 'jobs')
  start.log.info({ concurrency: start.config.jobConcurrency }, 'worker ready')
}

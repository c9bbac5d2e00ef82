import { tmpdir } from 'node:os'
import pino from 'pino'
import { CRON, FOLLOWERS, JOBS } from '#app'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config/config.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { startWorker } from '#platform/jobs/worker/worker.ts'
import { Runtime } from '#platform/runtime.ts'

// The product's own worker process, with everything that accompanies it, for tests to kill.

const [url = ''] = process.argv.slice(2)
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: url,
  DATABASE_POOL_SIZE: '5',
  GROUNDWORK_DATA_DIR: tmpdir(),
  GROUNDWORK_SECRET: 'x'.repeat(32),
})
const log = pino({ level: 'error' }, pino.destination(2))
const runtime = new Runtime({ config, databaseUrl: url, log, clock: systemClock })
await runtime.start()
const { services } = runtime
await startWorker({ services, url, jobs: JOBS, cron: CRON, resolveActor: askerResolver(services.database) })
for (const follow of FOLLOWERS) follow(services).start()
console.info('ready')

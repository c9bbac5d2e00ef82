import { tmpdir } from 'node:os'
import pino from 'pino'
import { JOBS } from '#app'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config/config.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { startWorker } from '#platform/jobs/worker/worker.ts'
import { Runtime } from '#platform/runtime.ts'
import { FAULT_JOBS } from './fault-jobs.ts'

// A worker process for tests to kill. Says when it is ready; stops on SIGTERM.

const [url = '', dataDir = tmpdir()] = process.argv.slice(2)
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: url,
  DATABASE_POOL_SIZE: '5',
  GROUNDWORK_DATA_DIR: dataDir,
  GROUNDWORK_SECRET: 'x'.repeat(32),
})
const runtime = new Runtime({
  config,
  databaseUrl: url,
  log: pino({ level: 'warn' }, pino.destination(2)),
  clock: systemClock,
})
await runtime.start()
const { services } = runtime
const worker = await startWorker({
  services,
  url,
  jobs: [...FAULT_JOBS, ...JOBS],
  cron: [],
  resolveActor: askerResolver(services.database),
})
process.once('SIGTERM', async () => {
  await worker.stop()
  await runtime.close()
  process.exit(0)
})
console.info('ready')

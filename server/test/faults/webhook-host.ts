import { tmpdir } from 'node:os'
import pino from 'pino'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config/config.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { Runtime } from '#platform/runtime.ts'
import { WebhookWorker } from '#platform/webhooks/sending/webhook-worker.ts'

// A process that sends webhooks, for tests to kill. Says when it is ready; stops on SIGTERM.

const [url = '', dataDir = tmpdir()] = process.argv.slice(2)
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: url,
  DATABASE_POOL_SIZE: '5',
  GROUNDWORK_DATA_DIR: dataDir,
})
const runtime = new Runtime({
  config,
  databaseUrl: url,
  log: pino({ level: 'warn' }, pino.destination(2)),
  clock: systemClock,
})
await runtime.start()
const { services } = runtime
const worker = new WebhookWorker({ services, resolve: askerResolver(services.database) })
worker.start()
process.once('SIGTERM', async () => {
  await worker.stop()
  await runtime.close()
  process.exit(0)
})
console.info('ready')

import { CONSOLE_DIRECTORY, buildConsoleIfNeeded } from './console-build.ts'
import pino, { type Logger } from 'pino'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { type PreparedDatabase, prepareDatabase } from '#platform/database/prepare.ts'
import { HttpService } from '#platform/http/http-service.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { startWorker } from '#platform/jobs/worker/worker.ts'
import { Runtime } from '#platform/runtime.ts'
import { CRON, JOBS, ROUTES } from '../app.ts'
import { seedDemo } from '../demo/seed.ts'
import { sayWelcome } from './welcome.ts'
import { stopOnSignals } from './stop-signals.ts'
import { WorkerProcess } from './worker-process.ts'

/** From configuration to a product that serves; what was started is stopped in the reverse order. */
export async function startGroundwork(config: Config): Promise<void> {
  const startedAt = performance.now()
  const log = pino({ level: config.logLevel })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of stops.splice(0).reverse()) await close()
  }
  stopOnSignals(log, stop)
  try {
    if (config.services.http) await startAll(config, log, stops)
    else await startWorkerOnly(config, log, stops)
  } catch (error) {
    await stop()
    throw error
  }
  if (config.services.http) sayWelcome(config, Math.round(performance.now() - startedAt))
}

async function startAll(config: Config, log: Logger, stops: (() => Promise<void>)[]): Promise<void> {
  // The two take most of the start and do not need each other.
  const [database] = await Promise.all([prepare(config, log, stops), buildConsoleIfNeeded((sentence) => console.info(sentence))])
  const runtime = await startRuntime(config, database, log, stops)
  if (config.demo) await seedDemo(runtime.services, (sentence) => console.info(sentence))
  const http = new HttpService({ services: runtime.services, routes: ROUTES, consoleDirectory: CONSOLE_DIRECTORY })
  await http.prepare()
  stops.push(() => http.close())
  await http.listen()
  if (!config.services.jobs) return
  const worker = new WorkerProcess({ databaseUrl: database.serviceUrl, log })
  worker.start()
  stops.push(() => worker.stop())
}

async function startWorkerOnly(config: Config, log: Logger, stops: (() => Promise<void>)[]): Promise<void> {
  const database = await prepare(config, log, stops)
  const runtime = await startRuntime(config, database, log, stops)
  const { services } = runtime
  const worker = await startWorker({ services, url: database.serviceUrl, jobs: JOBS, cron: CRON, resolveActor: askerResolver(services.database) })
  stops.push(() => worker.stop())
  log.info({ concurrency: config.jobConcurrency }, 'worker ready')
}

async function prepare(config: Config, log: Logger, stops: (() => Promise<void>)[]): Promise<PreparedDatabase> {
  const database = await prepareDatabase(config, log)
  stops.push(() => database.stop())
  return database
}

async function startRuntime(config: Config, database: PreparedDatabase, log: Logger, stops: (() => Promise<void>)[]): Promise<Runtime> {
  const runtime = new Runtime({ config, databaseUrl: database.serviceUrl, log, clock: systemClock })
  await runtime.start()
  stops.push(() => runtime.close())
  return runtime
}

import pino, { type Logger } from 'pino'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { type PreparedDatabase, prepareDatabase } from '#platform/database/prepare.ts'
import { Runtime } from '#platform/runtime.ts'
import { stopOnSignals } from './stop-signals.ts'

/** What a part of the start is given, and where it leaves how to stop what it started. */
export interface Start {
  config: Config
  log: Logger
  stops: (() => Promise<void>)[]
}

/** From configuration to a product that serves; what was started is stopped in the reverse order. */
export async function startGroundwork(config: Config): Promise<void> {
  const start: Start = { config, log: pino({ level: config.logLevel }), stops: [] }
  const stop = async () => {
    for (const close of start.stops.splice(0).reverse()) await close()
  }
  stopOnSignals(start.log, stop)
  try {
    await startServices(start)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Loaded by need: a worker does without the console, the docs and every route's serializer, 60 MB of memory in all. */
async function startServices(start: Start): Promise<void> {
  if (start.config.services.http) {
    const { startHttp } = await import('./start-http.ts')
    return startHttp(start)
  }
  const { startJobs } = await import('./start-jobs.ts')
  return startJobs(start)
}

export async function startDatabase({ config, log, stops }: Start): Promise<PreparedDatabase> {
  const database = await prepareDatabase(config, log)
  stops.push(() => database.stop())
  return database
}

export async function startRuntime({ config, log, stops }: Start, database: PreparedDatabase): Promise<Runtime> {
  const { serviceUrl: databaseUrl, directUrl } = database
  const runtime = new Runtime({ config, databaseUrl, directUrl, log, clock: systemClock })
  await runtime.start()
  stops.push(() => runtime.close())
  return runtime
}

import { HttpService } from '#platform/http/http-service.ts'
import { ROUTES } from '../app.ts'
import { seedDemo } from '../demo/seed.ts'
import { buildConsoleIfNeeded, CONSOLE_DIRECTORY } from './console-build.ts'
import { type Start, startDatabase, startRuntime } from './start.ts'
import { startMetrics } from './start-metrics.ts'
import { sayWelcome } from './welcome.ts'
import { WorkerProcess } from './worker-process.ts'

/** The process that people and programs talk to; where it also does the jobs, a worker process of its own runs them. */
export async function startHttp(start: Start): Promise<void> {
  const startedAt = performance.now()
  const { config, log, stops } = start
  // The two take most of the start and do not need each other.
  const [database] = await Promise.all([startDatabase(start), buildConsoleIfNeeded(say)])
  const { services } = await startRuntime(start, database)
  if (config.demo) await seedDemo(services, say)
  const http = new HttpService({ services, routes: ROUTES, consoleDirectory: CONSOLE_DIRECTORY })
  await http.prepare()
  stops.push(() => http.close())
  await http.listen()
  const worker = config.services.jobs ? new WorkerProcess({ databaseUrl: database.serviceUrl, log }) : undefined
  if (worker) {
    worker.start()
    stops.push(() => worker.stop())
  }
  await startMetrics(start, 'http', worker && (() => worker.metrics()))
  sayWelcome(config, Math.round(performance.now() - startedAt))
}

const say = (sentence: string) => console.info(sentence)

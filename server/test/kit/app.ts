import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterAll } from 'vitest'
import { ROUTES } from '#app'
import { loadConfig } from '#platform/config/config.ts'
import { HttpService } from '#platform/http/http-service.ts'
import type { Route } from '#platform/http/route.ts'
import { Runtime } from '#platform/runtime.ts'
import type { Services } from '#platform/services.ts'
import { TestClock } from './clock.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export interface TestApp {
  server: FastifyInstance
  services: Services
  clock: TestClock
  database: TestDatabase
}

interface Options {
  /** Environment variables beside the usual ones. */
  environment?: Record<string, string>
  routes?: readonly Route[]
}

/** The whole product over a database of its own; requests are injected, nothing listens. Closed after the file's tests. */
export async function testApp({ environment = {}, routes = ROUTES }: Options = {}): Promise<TestApp> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'groundwork-test-'))
  const config = loadConfig({
    NODE_ENV: 'test',
    GROUNDWORK_DATA_DIR: dataDir,
    DATABASE_URL: database.serviceUrl,
    DATABASE_POOL_SIZE: '5',
    GROUNDWORK_RATE_LIMITS: 'off',
    GROUNDWORK_DEMO: 'false',
    ...environment,
  })
  const clock = new TestClock()
  const runtime = new Runtime({ config, databaseUrl: database.serviceUrl, log: pino({ level: 'silent' }), clock })
  await runtime.start()
  const http = new HttpService({ services: runtime.services, routes, consoleDirectory: join(dataDir, 'no-console') })
  const server = await http.prepare()
  afterAll(async () => {
    await http.close()
    await runtime.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { server, services: runtime.services, clock, database }
}

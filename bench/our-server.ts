// The product as it is started for people: the same runtime, routes and HTTP service, only without demo data and jobs.
import { join } from 'node:path'
import pino from 'pino'
import { ROUTES } from '../server/src/app.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { loadConfig } from '../server/src/platform/config/config.ts'
import { HttpService } from '../server/src/platform/http/http-service.ts'
import { Runtime } from '../server/src/platform/runtime.ts'

const config = loadConfig(process.env)
const databaseUrl = process.env['DATABASE_URL'] ?? ''
const runtime = new Runtime({ config, databaseUrl, log: pino({ level: config.logLevel }), clock: systemClock })
await runtime.start()
const http = new HttpService({
  services: runtime.services,
  routes: ROUTES,
  consoleDirectory: join(config.dataDir, 'no-console'),
})
await http.prepare()
await http.listen()

process.once('disconnect', () => process.exit(0))
process.send?.('ready')

// Files in and out at size: 100,000 bins are checked, imported, changed, exported both ways and taken back, with audit
// and events on, on a database as durable as in production. `node bench/imports.ts [rows] [--json]`
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { ROUTES } from '../server/src/app.ts'
import { loadConfig } from '../server/src/platform/config/config.ts'
import { withDatabase } from '../server/src/platform/database/connection.ts'
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded/embedded-postgres.ts'
import { bringUpToDate, embeddedAddresses } from '../server/src/platform/database/prepare.ts'
import { HttpService } from '../server/src/platform/http/http-service.ts'
import { Runtime } from '../server/src/platform/runtime.ts'
import { type Caller, signedIn } from '../server/test/kit/callers.ts'
import { TestClock } from '../server/test/kit/clock.ts'
import { silentLog } from '../server/test/kit/log.ts'
import { runJobs } from '../server/test/kit/run-job.ts'

interface Measured {
  what: string
  rows: number
  seconds: number
  rowsPerSecond: number
  /** Processor time of this process, without the database's: what is left of `seconds` on a busy machine is waiting. */
  cpuSeconds: number
  /** Resident memory of the process at its highest, and by how much that is more than before. */
  peakMb: number
  grownMb: number
}

const isJson = process.argv.includes('--json')
const ROWS = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100_000)
const CUSTOMERS = 500
const results: Measured[] = []

process.env['NODE_ENV'] = 'production'
const dataDir = await mkdtemp(join(tmpdir(), 'groundwork-bench-'))
const server = await startEmbeddedPostgres({ dataDir, log: silentLog })
try {
  const addresses = embeddedAddresses(server.adminUrl)
  await bringUpToDate(addresses, silentLog)
  await measureAll({ ...addresses, adminUrl: withDatabase(server.adminUrl, 'groundwork') })
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
console.log(
  isJson
    ? JSON.stringify({ machine: `${cpus().length} x ${cpus()[0]?.model}`, cases: results })
    : `${cpus().length} x ${cpus()[0]?.model}`,
)

async function measureAll(database: { adminUrl: string; serviceUrl: string; migrationUrl: string }): Promise<void> {
  const config = loadConfig({
    NODE_ENV: 'production',
    GROUNDWORK_DATA_DIR: dataDir,
    GROUNDWORK_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: database.serviceUrl,
    GROUNDWORK_DEMO: 'false',
  })
  const clock = new TestClock()
  const runtime = new Runtime({ config, databaseUrl: database.serviceUrl, log: pino({ level: 'error' }), clock })
  await runtime.start()
  const http = new HttpService({ services: runtime.services, routes: ROUTES, consoleDirectory: join(dataDir, 'none') })
  const app = { server: await http.prepare(), services: runtime.services, clock, database }
  try {
    const owner = await signedIn(app)
    await importFile(owner, 'office.customers', customersFile(), () => runJobs(app))
    const first = await upload(owner, 'waste.bins', binsFile(0))
    await step(owner, first, 'check', () => runJobs(app))
    await step(owner, first, 'run', () => runJobs(app))
    await step(owner, await upload(owner, 'waste.bins', binsFile(0)), 'run', () => runJobs(app), 'run, nothing new')
    const second = await upload(owner, 'waste.bins', binsFile(1))
    await step(owner, second, 'run', () => runJobs(app), 'run, every row changes')
    for (const format of ['csv', 'xlsx']) await exportAll(owner, format, () => runJobs(app))
    await step(owner, second, 'undo', () => runJobs(app))
  } finally {
    await http.close()
    await runtime.close()
  }
}

async function importFile(by: Caller, resource: string, content: string, work: () => Promise<void>): Promise<void> {
  const id = await upload(by, resource, content)
  await by.post(`/imports/${id}/run`)
  await work()
}

async function upload(by: Caller, resource: string, content: string): Promise<string> {
  const answer = await by.upload(`/imports?resource=${resource}`, content)
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body.data.id
}

async function step(by: Caller, id: string, what: string, work: () => Promise<void>, name = what): Promise<void> {
  const answer = await by.post(`/imports/${id}/${what}`)
  if (answer.status !== 202) throw new Error(answer.text)
  await measure(name, work)
  const { state, created, updated, unchanged, failed, undo } = (await by.get(`/imports/${id}`)).body.data
  if (!isJson)
    console.log(`    ${JSON.stringify({ state, created, updated, unchanged, failed, undone: undo?.undone })}`)
}

async function exportAll(by: Caller, format: string, work: () => Promise<void>): Promise<void> {
  const answer = await by.post('/exports', { resource: 'waste.bins', format })
  if (answer.status !== 201) throw new Error(answer.text)
  await measure(`export ${format}`, work)
}

async function measure(what: string, work: () => Promise<void>): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
  const start = performance.now()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  clearInterval(watch)
  const seconds = (performance.now() - start) / 1000
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)
  const measured = {
    what,
    rows: ROWS,
    seconds: Number(seconds.toFixed(1)),
    rowsPerSecond: Math.round(ROWS / seconds),
    cpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
    peakMb: mb(peak),
    grownMb: mb(peak - before),
  }
  results.push(measured)
  if (!isJson)
    console.log(
      `${what.padEnd(24)} ${String(measured.seconds).padStart(6)} s  ${String(measured.rowsPerSecond).padStart(7)} rows/s  cpu ${String(measured.cpuSeconds).padStart(5)} s  peak ${measured.peakMb} MB (+${measured.grownMb})`,
    )
}

function customersFile(): string {
  const lines = Array.from(
    { length: CUSTOMERS },
    (_, index) => `Customer ${index},customer${index}@example.com,(614) 555-${String(1000 + index).slice(-4)}`,
  )
  return ['Business name,E-mail,Phone', ...lines].join('\n')
}

function binsFile(round: number): string {
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const [lat, lng] = [39.9 + (index % 1000) / 5000, -83.1 + (index % 777) / 3000]
    const type = ['standard', 'recycling', 'organic'][index % 3]
    const tag = `E200${index.toString(16).toUpperCase().padStart(12, '0')}`
    return `BIN-${index},${tag},Customer ${index % CUSTOMERS},${type},Medium,1100,${lat},${lng},"${100 + (index % 900)} E Broad St, Columbus, OH 43215",Behind the loading dock,${(index + round * 7) % 100},Row ${index}`
  })
  return [
    'QR code,RFID tag,Customer,Type,Size,Volume (l),Latitude,Longitude,Address,Access notes,Fill (%),Notes',
    ...lines,
  ].join('\n')
}

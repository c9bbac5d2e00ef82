// Files out at size: a million bins as CSV and half a million as Excel, by the export job itself, on a database as durable
// as in production. `npm run bench:exports -- --json`
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createExport } from '../server/src/office/exports/create-export.ts'
import { type Actor, userActor } from '../server/src/platform/access/actor.ts'
import { loadConfig } from '../server/src/platform/config/config.ts'
import { Runtime } from '../server/src/platform/runtime.ts'
import type { Services } from '../server/src/platform/services.ts'
import { TestClock } from '../server/test/kit/clock.ts'
import { runJobs } from '../server/test/kit/run-job.ts'
import { idOf } from '../server/test/volume/people.ts'
import type { Volume } from '../server/test/volume/volume.ts'
import { type BenchDatabase, openBenchDatabase } from './database.ts'

interface Case {
  name: string
  rows: number
  seconds: number
  rowsPerSecond: number
  /** Resident memory of the process at its highest, and by how much that is more than before. */
  peakMb: number
  grownMb: number
  /** Processor time of this process, without the database's: the rest of the seconds is waiting for it. */
  cpuSeconds: number
}

/** One business has them all; two in a hundred are in the trash, which leaves a million. */
const VOLUME: Volume = { tenants: 2, bins: 1_025_000, largeTenantBins: 1_025_000 }
const TWELVE = [
  'qrCode',
  'rfidTag',
  'binType',
  'size',
  'volumeLitres',
  'status',
  'location.latitude',
  'location.longitude',
  'location.address',
  'location.notes',
  'fillPercent',
  'createdAt',
]
const EIGHT = ['id', 'qrCode', 'binType', 'size', 'status', 'location.latitude', 'location.longitude', 'fillPercent']
/** Bins come evenly over two years. */
const HALF = { createdAfter: '2025-11-01T00:00:00Z' }

const isJson = process.argv.includes('--json')
const say = (sentence: string) => void (isJson ? console.error(sentence) : console.info(sentence))

process.env['NODE_ENV'] = 'production'
const dataDir = await mkdtemp(join(tmpdir(), 'groundwork-bench-'))
const database = await openBenchDatabase(say, VOLUME, 'exports')
try {
  const cases = await measureAll(database)
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}`
  if (isJson) console.log(JSON.stringify({ machine, cases }))
} finally {
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function measureAll({ serviceUrl, adminUrl }: BenchDatabase): Promise<Case[]> {
  const config = loadConfig({
    NODE_ENV: 'production',
    GROUNDWORK_DATA_DIR: dataDir,
    GROUNDWORK_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: serviceUrl,
    GROUNDWORK_DEMO: 'false',
  })
  const runtime = new Runtime({
    config,
    databaseUrl: serviceUrl,
    log: pino({ level: 'error' }),
    clock: new TestClock(),
  })
  await runtime.start()
  const { services } = runtime
  const work = () => runJobs({ services, database: { adminUrl } })
  const make = (name: string, format: 'csv' | 'xlsx' | 'json', more: object) =>
    measure(name, services, { resource: 'waste.bins', format, query: {}, ...more }, work)
  try {
    await make('warm up', 'csv', { query: { status: 'overflowing' } })
    return [
      await make('csv, 8 columns', 'csv', { columns: EIGHT }),
      await make('csv, 12 columns', 'csv', { columns: TWELVE }),
      await make('csv, all 18 columns', 'csv', {}),
      await make('xlsx, 12 columns', 'xlsx', { columns: TWELVE, query: HALF }),
      await make('json, 12 columns', 'json', { columns: TWELVE, query: HALF }),
    ]
  } finally {
    await runtime.close()
  }
}

async function measure(
  name: string,
  services: Services,
  wanted: Parameters<typeof createExport>[1],
  work: () => Promise<void>,
): Promise<Case> {
  const request = { id: 'bench', address: 'bench', userAgent: null }
  const { id } = await services.write(owner(), request, (ctx) => createExport(ctx, wanted))
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  clearInterval(watch)
  return report(name, {
    rows: await rowsOf(services, id),
    seconds,
    peak,
    grown: peak - before,
    cpuSeconds: (user + system) / 1e6,
  })
}

interface Raw {
  rows: number
  seconds: number
  peak: number
  grown: number
  cpuSeconds: number
}

function report(name: string, { rows, seconds, peak, grown, cpuSeconds }: Raw): Case {
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)
  const measured: Case = {
    name,
    rows,
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(rows / seconds),
    peakMb: mb(peak),
    grownMb: mb(grown),
    cpuSeconds: Number(cpuSeconds.toFixed(2)),
  }
  say(
    `${name.padEnd(20)} ${rows.toLocaleString('en-US').padStart(9)} rows ${measured.seconds.toFixed(2).padStart(7)} s ${String(measured.rowsPerSecond).padStart(8)} rows/s  cpu ${measured.cpuSeconds.toFixed(1)} s  peak ${measured.peakMb} MB (+${measured.grownMb})`,
  )
  return measured
}

async function rowsOf({ database }: Services, id: string): Promise<number> {
  const text = 'select row_count from exports where id = $1'
  const scope = { tenantId: owner().tenant.id, actorId: null }
  const [row] = await database.read(scope, (tx) =>
    tx.run<{ row_count: number | null }>({ statement: { name: '', text }, values: [id] }),
  )
  if (typeof row?.row_count !== 'number') throw new Error('The export was not made')
  return row.row_count
}

function owner(): Actor {
  const tenant = {
    id: idOf('tenant 1'),
    name: 'Hauler 1',
    slug: 'hauler-1',
    status: 'active' as const,
    modules: ['waste' as const],
    timeZone: 'America/New_York',
    currency: 'USD',
    locale: 'en-US',
  }
  return userActor({ id: idOf('owner 1'), name: 'Owner', isSuperAdmin: false }, null, 'owner', tenant)
}

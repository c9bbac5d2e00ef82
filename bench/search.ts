// `npm run bench:search`: searching across everything at a million bins and 200,000 customers, in a tenant like most and
// in the one with 100,000 bins. What is measured is a person's wait, from the request to the last byte of the answer.
// `--json` prints one object; `--only=<words>` runs the cases whose names have them.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withConnection } from '../server/src/platform/database/connection.ts'
import { type Caller, makeCallers } from './callers.ts'
import { startChild } from './child-server.ts'
import { openBenchDatabase, VOLUME } from './database.ts'
import { percentile, rounded } from './figures.ts'
import { run } from './load.ts'
import { toReport } from './report.ts'

// As many as type at the very same moment; with more the figures say how long the queue is, not the search.
const CONNECTIONS = 4
const WARM_UP_MS = 2_000
const MEASURED_MS = 6_000

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})

interface SearchCase {
  name: string
  callers: readonly Caller[]
  words(): string
}

interface SearchFigures {
  name: string
  rps: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
}

const STREETS = ['broad', 'high', 'livingston', 'cleveland', 'parsons', 'hudson', 'weber', 'sullivant']
const SLIPS = ['sciotto', 'bakrey', 'livingtson', 'franklintown', 'clevland', 'nguyn', 'pharmcy', 'sciotto bakrey']

/** What people type, the sure ways and the unsure ones. */
const WORDS: Record<string, () => string> = {
  'a house number and a street': () => `${100 + Math.floor(Math.random() * 9000)} ${one(STREETS)}`,
  'a name': () => one(['scioto bakery', 'german village books', 'alvarez', 'mei chen', 'arena']),
  'a word that all have': () => 'columbus',
  'a code': () => `BIN-${String(1 + Math.floor(Math.random() * 1_000_000)).padStart(7, '0')}`,
  'the beginning of a code': () => `bin-${String(Math.floor(Math.random() * 1000)).padStart(4, '0')}`,
  'a phone number': () => `(614) ${100 + Math.floor(Math.random() * 900)}-${1000 + Math.floor(Math.random() * 9000)}`,
  'two letters': () => one(['ba', 'li', 'sc', 'me']),
  'a slip of the keys': () => one(SLIPS),
  'a word that nobody has': () => 'qqqzzzyyy',
}

const database = await openBenchDatabase((sentence) => console.error(sentence))
try {
  const { callers, postgres } = await withConnection(database.adminUrl, async (client) => ({
    callers: await makeCallers(client, VOLUME.tenants),
    postgres: String((await client.query('show server_version')).rows[0]?.server_version),
  }))
  const ours = await startChild('our-server.ts', {
    NODE_ENV: 'development',
    DATABASE_URL: database.serviceUrl,
    HOST: '127.0.0.1',
    GROUNDWORK_DATA_DIR: join(import.meta.dirname, '../.groundwork/bench/service'),
    GROUNDWORK_RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  })
  const figures: SearchFigures[] = []
  try {
    for (const one of casesFor(callers)) figures.push(await measure(one, ours.port))
  } finally {
    await ours.stop()
  }
  const { machine, rows, tenants } = toReport([], postgres)
  if (options.json) console.info(JSON.stringify({ machine, rows, tenants, cases: figures }))
  else console.table(figures)
} finally {
  await database.stop()
}

function casesFor(callers: readonly Caller[]): SearchCase[] {
  const [large, ...small] = callers
  if (!large) throw new Error('There are no callers')
  const sizes = [
    { of: '', callers: small.slice(0, 200) },
    { of: ' in 100,000', callers: [large] },
  ]
  const cases = sizes.flatMap(({ of, callers }) =>
    Object.entries(WORDS).map(([name, words]) => ({ name: `${name}${of}`, callers, words })),
  )
  return cases.filter(({ name }) => name.includes(options.only))
}

async function measure({ name, callers, words }: SearchCase, port: number): Promise<SearchFigures> {
  const load = { port, connections: CONNECTIONS, status: 200, next: () => request(one(callers), words()) }
  await run(load, WARM_UP_MS)
  const { rps, latenciesMs } = await run(load, MEASURED_MS)
  const latency = (share: number) => rounded(percentile(latenciesMs, share), 1)
  const figures = { name, rps: rounded(rps, 1), p50Ms: latency(0.5), p95Ms: latency(0.95), p99Ms: latency(0.99) }
  console.error(`${name}: p95 ${figures.p95Ms} ms`)
  return figures
}

function request({ cookie }: Caller, words: string): string {
  return `GET /api/search?q=${encodeURIComponent(words)} HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-gw_session=${cookie}\r\n\r\n`
}

function one<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to choose from')
  return item
}

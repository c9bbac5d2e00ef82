// `npm run bench`: what the product costs over the bare machine, at a million rows. The floor and we answer in turns, so
// that whatever else the machine does hits both; figures are medians of the rounds. `--json` prints one object;
// `--only=<words>` runs the cases whose names have them; `--rounds=<n>` makes the figures steadier; `--profile=<directory>`
// keeps a CPU profile of each server.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withConnection } from '../server/src/platform/database/connection.ts'
import { type Caller, forgetCreated, makeCallers } from './callers.ts'
import { benchCases, type Case } from './cases.ts'
import { type ChildServer, startChild } from './child-server.ts'
import { type BenchDatabase, openBenchDatabase, VOLUME } from './database.ts'
import { median, percentile, rounded } from './figures.ts'
import { type Measured, run } from './load.ts'
import { type CaseResult, toReport, toTable } from './report.ts'

const CONNECTIONS = 10
// Short and many: what disturbs the machine for a second disturbs both alike.
const ROUND_MS = 500
const WARM_UP_MS = 1000

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    profile: { type: 'string' },
  },
})
const say = (sentence: string) => console.error(sentence)

const startedAt = new Date()
const database = await openBenchDatabase(say)
try {
  const { callers, postgres } = await withConnection(database.adminUrl, async (client) => ({
    callers: await makeCallers(client, VOLUME.tenants),
    postgres: String((await client.query('show server_version')).rows[0]?.server_version),
  }))
  const cases = benchCases(callers).filter(({ name }) => name.includes(options.only))
  const report = toReport(await measureAll(database, callers, cases), postgres)
  console.info(options.json ? JSON.stringify(report) : toTable(report))
} finally {
  await withConnection(database.adminUrl, (client) => forgetCreated(client, startedAt))
  await database.stop()
}

async function measureAll(
  { adminUrl, serviceUrl }: BenchDatabase,
  callers: readonly Caller[],
  cases: readonly Case[],
): Promise<CaseResult[]> {
  const profile = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : []
  const floor = await startChild('floor-server.ts', { DATABASE_URL: adminUrl }, profile)
  const ours = await startChild('our-server.ts', ourEnvironment(serviceUrl), profile)
  try {
    await signIn(ours, callers)
    const results: CaseResult[] = []
    for (const one of cases) results.push(await measure(one, floor, ours))
    return results
  } finally {
    await Promise.all([floor.stop(), ours.stop()])
  }
}

function ourEnvironment(serviceUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'development',
    DATABASE_URL: serviceUrl,
    HOST: '127.0.0.1',
    GROUNDWORK_DATA_DIR: join(import.meta.dirname, '../.groundwork/bench/service'),
    // One person asks more than a person may. Set it to `on` to see what counting costs, where many tenants ask.
    GROUNDWORK_RATE_LIMITS: process.env['GROUNDWORK_RATE_LIMITS'] ?? 'off',
    LOG_LEVEL: 'warn',
  }
}

/** Everybody once with each credential: in service nearly every request comes from somebody who was there before. */
async function signIn({ port }: ChildServer, callers: readonly Caller[]): Promise<void> {
  const waiting = callers.flatMap(({ apiKey, cookie }) => [
    `Authorization: Bearer ${apiKey}`,
    `Cookie: __Host-gw_session=${cookie}`,
  ])
  const last = waiting[0]
  const next = () =>
    `GET /api/waste/bins?count=false&limit=1 HTTP/1.1\r\nHost: localhost\r\n${waiting.pop() ?? last}\r\n\r\n`
  while (waiting.length > 0) await run({ port, connections: CONNECTIONS, status: 200, next }, 500)
}

async function measure(
  { name, status, floor, ours }: Case,
  floorServer: ChildServer,
  ourServer: ChildServer,
): Promise<CaseResult> {
  const askFloor = (durationMs: number) =>
    run({ port: floorServer.port, connections: CONNECTIONS, status, next: floor }, durationMs)
  const askUs = (durationMs: number) =>
    run({ port: ourServer.port, connections: CONNECTIONS, status, next: ours }, durationMs)
  await askFloor(WARM_UP_MS)
  await askUs(WARM_UP_MS)
  const floorRounds: Measured[] = []
  const ourRounds: Measured[] = []
  for (let round = 0; round < Number(options.rounds); round++) {
    floorRounds.push(await askFloor(ROUND_MS))
    ourRounds.push(await askUs(ROUND_MS))
  }
  const floorRps = median(floorRounds.map((round) => round.rps))
  const rps = median(ourRounds.map((round) => round.rps))
  const latency = (share: number) => rounded(median(ourRounds.map((round) => percentile(round.latenciesMs, share))), 2)
  const result = {
    name,
    floorRps: rounded(floorRps, 1),
    rps: rounded(rps, 1),
    ratio: rounded(rps / floorRps, 3),
    p50Ms: latency(0.5),
    p95Ms: latency(0.95),
    p99Ms: latency(0.99),
  }
  say(`${name}: ${(result.ratio * 100).toFixed(0)} % of the floor`)
  return result
}

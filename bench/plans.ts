// `npm run bench:plans`: which index serves each sort, filter and search of each resource at a million rows, in a tenant
// like most and in the largest. Fails on what would be slow in one like most. `--all` prints every combination.
import { parseArgs } from 'node:util'
import { RESOURCES } from '../server/src/app.ts'
import { withConnection } from '../server/src/platform/database/connection.ts'
import { Database } from '../server/src/platform/database/database.ts'
import type { Plan } from '../server/test/volume/explain.ts'
import { complaints, type Finding, findPlans } from '../server/test/volume/plans.ts'
import { VOLUME_TABLES } from '../server/test/volume/volume.ts'
import { type BenchDatabase, LARGE_TENANT, openBenchDatabase } from './database.ts'

const SMALL_TENANT = 3
const MAX_REMOVED_ROWS = 1000

const { values: options } = parseArgs({ options: { all: { type: 'boolean', default: false } } })
const server = await openBenchDatabase((sentence) => console.error(sentence))
try {
  const small = await findAll(server, SMALL_TENANT)
  const large = await findAll(server, LARGE_TENANT)
  print('A tenant like most', small)
  print('The tenant with a tenth of everything', large)
  const slow = complaints(small, MAX_REMOVED_ROWS)
  for (const sentence of slow) console.error(sentence)
  process.exitCode = slow.length === 0 ? 0 : 1
} finally {
  await server.stop()
}

async function findAll({ serviceUrl }: BenchDatabase, tenant: number): Promise<Finding[]> {
  const database = new Database({ url: serviceUrl, poolSize: 1, onError: (error) => console.error(error) })
  const findings: Finding[] = []
  await withConnection(serviceUrl, async (client) => {
    for (const resource of RESOURCES) {
      const volume = VOLUME_TABLES.find(({ table }) => table === resource.table)
      if (!volume)
        throw new Error(`${resource.name} has no rows to measure with: add ${resource.table} to server/test/volume`)
      findings.push(...(await findPlans({ database, client }, resource, volume, tenant)))
    }
  })
  await database.close()
  return findings
}

function print(title: string, findings: readonly Finding[]): void {
  // One thing asked at a time: a sort, or a filter in the order the list has by itself.
  const isShown = ({ query, resource }: Finding) =>
    options.all || !query.includes('&') || query.endsWith(`&sort=${defaultSortOf(resource)}`)
  console.info(`\n${title}: ${findings.length} statements`)
  for (const finding of findings.filter(isShown)) console.info(line(finding))
  const hidden = findings.filter((finding) => !isShown(finding)).sort((a, b) => slowest(b) - slowest(a))
  if (hidden.length > 0) console.info(`... and ${hidden.length} combinations, the slowest of which:`)
  for (const finding of hidden.slice(0, 10)) console.info(line(finding))
}

function defaultSortOf(name: string): string {
  return RESOURCES.find((resource) => resource.name === name)?.schemas.list.defaultSort ?? ''
}

function slowest({ fresh, settled }: Finding): number {
  return Math.max(fresh.ms, settled.ms)
}

function line({ resource, query, what, fresh, settled }: Finding): string {
  return [resource.padEnd(18), what.padEnd(15), `?${query}`.padEnd(60), shown(fresh).padEnd(62), shown(settled)].join(
    ' ',
  )
}

function shown({ indexes, scanned, removedRows, ms }: Plan): string {
  const how = [...indexes, ...scanned.map((table) => `ALL OF ${table}`)].join(' + ') || 'no rows read'
  return `${how}, ${removedRows} removed, ${ms.toFixed(1)} ms`
}

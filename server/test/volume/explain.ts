import { type Client, escapeLiteral } from 'pg'
import { toWireValue } from '#platform/database/values.ts'
import type { Bound } from '#platform/database/wire.ts'

/** What matters about how PostgreSQL answered one statement. */
export interface Plan {
  indexes: string[]
  /** Tables read from end to end. */
  scanned: string[]
  /** Rows that one step fetched and threw away because a condition could not use an index. */
  removedRows: number
  /** Rows put in order by hand, because no index has them in it. */
  sortedRows: number
  ms: number
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Rows Removed by Filter'?: number
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Node[]
}

interface Use {
  tenantId: string
  bound: Bound
}

/** So many executions are planned for the values at hand; then PostgreSQL may keep one plan for all values. */
const CUSTOM_PLANS = 5

/** The plan of a statement that is new to its connection, and the one after `others` have used it for a while. */
export async function explainTwice(client: Client, use: Use, others: Use): Promise<{ fresh: Plan; settled: Plan }> {
  await client.query(`prepare asked as ${use.bound.statement.text}`)
  const fresh = await inTenant(client, use, explain)
  // What has no name is parsed and planned anew each time.
  const isKept = use.bound.statement.name !== ''
  if (isKept) {
    await inTenant(client, others, async (execute) => {
      for (let times = 0; times < CUSTOM_PLANS; times++) await client.query(execute)
    })
  }
  const settled = isKept ? await inTenant(client, use, explain) : fresh
  await client.query('deallocate asked')
  return { fresh, settled }

  async function explain(execute: string): Promise<Plan> {
    const { rows } = await client.query(`explain (analyze, timing off, format json) ${execute}`)
    const [{ Plan: root, 'Execution Time': ms }] = rows[0]['QUERY PLAN']
    return { ...summarise(root), ms }
  }
}

async function inTenant<T>(
  client: Client,
  { tenantId, bound }: Use,
  work: (execute: string) => Promise<T>,
): Promise<T> {
  await client.query(
    `begin; select set_config('gw.tenant_id', ${escapeLiteral(tenantId)}, true), set_config('statement_timeout', '60000', true)`,
  )
  try {
    return await work(executionOf(bound))
  } finally {
    await client.query('rollback')
  }
}

function executionOf({ values }: Bound): string {
  const literals = values.map((value) => {
    const wire = toWireValue(value)
    return wire === null ? 'null' : escapeLiteral(String(wire))
  })
  return `execute asked(${literals.join(', ')})`
}

function summarise(root: Node): Omit<Plan, 'ms'> {
  const nodes = flatten(root)
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan').flatMap((node) => node['Relation Name'] ?? []),
    sortedRows: Math.max(
      0,
      ...nodes.filter((node) => node['Node Type'].endsWith('Sort')).flatMap((node) => (node.Plans ?? []).map(rowsOf)),
    ),
    removedRows: Math.max(...nodes.map((node) => (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops'])),
  }
}

function rowsOf(node: Node): number {
  return node['Actual Rows'] * node['Actual Loops']
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}

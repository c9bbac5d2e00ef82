import type { Client } from 'pg'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/database.ts'
import type { Bound } from '#platform/database/wire.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { explainTwice, type Plan } from './explain.ts'
import { type Question, questionsFor, statementFor, tenantOf } from './questions.ts'
import type { VolumeTable } from './volume.ts'

export interface Finding extends Question {
  resource: string
  /** Made for these very values. */
  fresh: Plan
  /** Kept since another tenant has used the statement a few times. */
  settled: Plan
}

interface Parts {
  database: Database
  /** As the service, outside the pool: EXPLAIN needs the statements of one session. */
  client: Client
}

// Any of the many small ones: they are who a statement is mostly used by.
const SETTLING_TENANT = 2

/** Asks everything that a resource's list can be asked, and tells how PostgreSQL found the answers. */
export async function findPlans(
  { database, client }: Parts,
  resource: AnyResource,
  volume: VolumeTable,
  tenant: number,
  asker?: Actor,
): Promise<Finding[]> {
  const { id } = tenantOf(tenant)
  const findings: Finding[] = []
  for (const question of questionsFor(resource, volume, tenant)) {
    const bound = await database.read({ tenantId: id, actorId: null, timeoutMs: 60_000 }, (tx) =>
      statementFor(tx, resource, question, tenant, asker),
    )
    if (!bound) continue
    const plans = await explainTwice(client, { tenantId: id, bound }, ofTenant(bound, id, tenantOf(SETTLING_TENANT).id))
    findings.push({ ...question, resource: resource.name, ...plans })
  }
  return findings
}

function ofTenant({ statement, values }: Bound, tenantId: string, otherId: string): { tenantId: string; bound: Bound } {
  return {
    tenantId: otherId,
    bound: { statement, values: values.map((value) => (value === tenantId ? otherId : value)) },
  }
}

/** A page and the row that says whether there is another, from each of the stretches that a cursor can span. */
const MOST_SORTED_ROWS = 50

/** Sentences about what would be slow, at a tenant with no more than `maxRemovedRows` rows of anything. */
export function complaints(findings: readonly Finding[], maxRemovedRows: number): string[] {
  const about = ({ resource, what, query, fresh, settled }: Finding) => {
    const isSortAlone = /^sort=[^&]*$/.test(query)
    return [fresh, settled].flatMap(({ scanned, removedRows, sortedRows }) => [
      ...scanned.map((table) => `${resource}: ${what} of ?${query} reads ${table} from end to end`),
      ...(removedRows > maxRemovedRows
        ? [`${resource}: ${what} of ?${query} fetches ${removedRows} rows only to throw them away`]
        : []),
      ...(isSortAlone && sortedRows > MOST_SORTED_ROWS
        ? [`${resource}: ${what} of ?${query} has no index in this order: it sorts ${sortedRows} rows`]
        : []),
    ])
  }
  return [...new Set(findings.flatMap(about))]
}

import { listQuery } from '@groundwork/contract/http/list.ts'
import { type Actor, type ActorTenant, systemActor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { Bound } from '#platform/database/wire.ts'
import type { Position } from '#platform/resource/cursor.ts'
import { type ListQuery, planList, wideFilters } from '#platform/resource/list.ts'
import { countTemplate, rowsTemplate, sortAlias } from '#platform/resource/list-statement.ts'
import { bindPage } from '#platform/resource/read-page.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { toSortKeys } from '#platform/resource/sort.ts'
import { idOf } from './people.ts'
import type { VolumeTable } from './volume.ts'

/** One way to ask a list: the query string, and which of its statements. */
export interface Question {
  query: string
  what: 'first page' | 'after a cursor' | 'count'
}

/** Every sort both ways, every filter and search under every sort, the trash too. */
export function questionsFor(resource: AnyResource, volume: VolumeTable, tenant: number): Question[] {
  const { sorts, defaultSort } = resource.schemas.list
  const orders = sorts.flatMap((sort) => [`sort=${sort}`, `sort=-${sort}`])
  const asked = [...Object.values(volume.filters(tenant)).flat(), ...volume.searches.map((words) => `search=${words}`)]
  const inOrder = asked.flatMap((filter) => orders.map((order) => `${filter}&${order}`))
  const trash = orders.map((order) => `trashed=true&${order}`)
  const plain = [...asked.map((filter) => `${filter}&sort=${defaultSort}`), 'trashed=true', '']
  return [
    ...[...orders, ...inOrder, ...trash].flatMap((query): Question[] => [
      { query, what: 'first page' },
      { query, what: 'after a cursor' },
    ]),
    ...plain.map((query): Question => ({ query, what: 'count' })),
  ]
}

/** The very statement that the list runs for the question, with its values. Undefined where there is nothing to go on from. */
export async function statementFor(
  tx: Tx,
  resource: AnyResource,
  question: Question,
  tenant: number,
  actor: Actor = systemActor(tenantOf(tenant)),
): Promise<Bound | undefined> {
  const schema = listQuery(resource.schemas.list, Object.keys(resource.schemas.record.shape))
  const query = schema.parse(Object.fromEntries(new URLSearchParams(question.query))) as unknown as ListQuery
  const keys = toSortKeys(query.sort ?? [resource.schemas.list.defaultSort], resource.sorts)
  const ctx = { actor }
  const wide = await wideFilters({ ...ctx, tx }, resource, query)
  const first = planList(ctx, resource, query, keys, undefined, { wide })
  if (question.what === 'count') return countTemplate(first.plan).bind({ ...first.values, cap: 10_001 })
  if (question.what === 'first page') return bindPage(first.plan, first.values, query.limit, 0)

  const [row] = await tx.run<Record<string, unknown>>(
    rowsTemplate(first.plan).bind({ ...first.values, limit: 1, offset: await middleOf(tx, first) }),
  )
  if (!row) return undefined
  // The sort columns hold what a cursor can hold.
  const position: Position = {
    id: String(row['id']),
    keys: keys.map((_, index) => row[sortAlias(index)] as Position['keys'][number]),
  }
  const next = planList(ctx, resource, query, keys, position, { wide })
  return bindPage(next.plan, next.values, query.limit, 0)
}

/** Where a cursor hurts most: neither end is near. */
async function middleOf(tx: Tx, { plan, values }: ReturnType<typeof planList>): Promise<number> {
  const [counted] = await tx.run<{ total: number }>(countTemplate(plan).bind({ ...values, cap: 1000 }))
  return Math.floor((counted?.total ?? 0) / 2)
}

export function tenantOf(number: number): ActorTenant {
  const id = idOf(`tenant ${number}`)
  return {
    id,
    name: `Hauler ${number}`,
    slug: `hauler-${number}`,
    status: 'active',
    modules: [],
    timeZone: 'UTC',
    currency: 'USD',
    locale: 'en-US',
  }
}

import type { RowAction } from '@groundwork/contract/platform/roles.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { ReadCtx } from '../context.ts'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import { AppError, notFound } from '../errors.ts'
import type { Filter } from './filters.ts'
import { allResources } from './registry.ts'

/**
 * Which rows somebody may reach, decided here for every way there is to a row: reading, lists, counts, searches, exports,
 * bulk, history, the trail, events, live updates and what hangs on records. A limit comes from the role ("only their
 * own") or from the resource's policy, which may limit a built-in role. What may be written must be readable first, so
 * writing never reaches further than reading.
 */
export interface RowLimit<Row> {
  /** One condition per name and resource: statements are remembered by it. */
  name: string
  filter: Filter
  value: unknown
  /** The same for a row in hand. Absent where other tables tell: then the database is asked. */
  holds?(row: Row): boolean
}

/** Rules about rows beside "only their own", for built-in roles too; asks `actor.rightsFrom`. */
export interface RowPolicy<Row> {
  limitFor(actor: Actor, action: RowAction): RowLimit<Row> | undefined
}

/** What "own" means for a resource: its filter takes the ids that count as the actor. */
export interface OwnRows<Row> {
  /** Ends the sentence "records that are ...". */
  meaning: string
  filter: Filter
  /** The same for a single id, where an index then has the rows in the list's order. */
  filterOfOne?: Filter
  holds?(row: Row, who: readonly string[]): boolean
}

/** What is asked of a resource here, whatever the types of its records. */
export interface Ruled<Row> {
  name: string
  noun: string
  table: string
  own: OwnRows<Row>
  policy?: RowPolicy<Row>
}

type Asker = Pick<ReadCtx, 'tx' | 'actor'>

/** Own is what names the actor in one of these columns. Each wants an index behind the tenant. */
export function ownBy<Row>(meaning: string, ...columns: (keyof Row & string)[]): OwnRows<Row> {
  const inOneOf: Filter['condition'] = (slot) => {
    const named = columns.map((column) => sql`${sql.ref(column)} = any(${slot()}::uuid[])`)
    return sql<boolean>`(${sql.join(named, sql` or `)})`
  }
  const [only, ...more] = columns
  const one: Filter['condition'] = (slot) => sql<boolean>`${sql.ref(only ?? 'created_by')} = ${slot()}::uuid`
  // Nothing an index could find: where much is theirs, the list's own order meets it sooner.
  const walking: Filter['condition'] = (slot) =>
    sql<boolean>`array[${sql.join(columns.map((column) => sql.ref(column)))}] && ${slot()}::uuid[]`
  return {
    meaning,
    filter: { source: 'table', condition: inOneOf, wide: { probe: inOneOf, condition: walking } },
    ...(more.length === 0 ? { filterOfOne: { source: 'table' as const, condition: one } } : {}),
    // The columns hold ids or null.
    holds: (row, who) => columns.some((column) => who.includes(row[column] as string)),
  }
}

export function isOwnOnly(actor: Pick<Actor, 'rows'>, resource: string, action: RowAction): boolean {
  const limits = actor.rows[resource]
  return limits?.read === 'own' || limits?.[action] === 'own'
}

/** All that a row has to fulfil; none for whoever reaches all of them. */
export function rowLimits<Row>(actor: Actor, resource: Ruled<Row>, action: RowAction): RowLimit<Row>[] {
  const asked = [...new Set<RowAction>(['read', action])]
  const ruled = asked.flatMap((one) => resource.policy?.limitFor(actor, one) ?? [])
  const limits = isOwnOnly(actor, resource.name, action) ? [ownLimit(actor, resource), ...ruled] : ruled
  return [...new Map(limits.map((limit) => [limit.name, limit])).values()]
}

function ownLimit<Row>({ owns }: Actor, { own }: Ruled<Row>): RowLimit<Row> {
  const { filter, filterOfOne, holds } = own
  const inHand = holds ? { holds: (row: Row) => holds(row, owns) } : {}
  const [only, ...more] = owns
  if (filterOfOne && more.length === 0) return { name: 'own-of-one', filter: filterOfOne, value: only, ...inHand }
  return { name: 'own', filter, value: owns, ...inHand }
}

/** Whether nothing that is there is kept from them by rules about rows. */
export function seesAllRows(actor: Actor): boolean {
  const known = seers.get(actor)
  if (known !== undefined) return known
  const seesAll = allResources().every((resource) => rowLimits(actor, resource, 'read').length === 0)
  seers.set(actor, seesAll)
  return seesAll
}

// Asked for every event and listener; an actor does not change, another one takes its place.
const seers = new WeakMap<Actor, boolean>()

/** Those of the rows that somebody reaches. */
export async function reachable<Row extends { id: string }>(
  ctx: Asker,
  resource: Ruled<Row>,
  action: RowAction,
  rows: readonly Row[],
): Promise<Row[]> {
  const limits = rowLimits(ctx.actor, resource, action)
  const held = rows.filter((row) => limits.every(({ holds }) => holds?.(row) !== false))
  if (held.length === 0 || limits.every(({ holds }) => holds)) return held
  const ids = await reachableIds(
    ctx,
    resource,
    action,
    held.map(({ id }) => id),
  )
  return held.filter(({ id }) => ids.has(id))
}

/** The same where only ids are in hand; what is gone is reached by those alone whom nothing limits. */
export async function reachableIds<Row>(
  { tx, actor }: Asker,
  resource: Ruled<Row>,
  action: RowAction,
  ids: readonly string[],
): Promise<Set<string>> {
  const limits = rowLimits(actor, resource, action)
  if (limits.length === 0 || ids.length === 0) return new Set(ids)
  const template = remembered(resource.table, limits)
  const bound = template.bind({ tenantId: actor.tenant.id, ids, ...limitValues(limits) })
  return new Set((await tx.run<{ id: string }>(bound)).map(({ id }) => id))
}

/** The row, or the answer for nothing: what does not exist and what somebody may not see are the same. */
export async function assertSeesRow<Row extends { id: string }>(
  ctx: Asker,
  resource: Ruled<Row>,
  row: Row | undefined,
): Promise<Row> {
  const [seen] = row ? await reachable(ctx, resource, 'read', [row]) : []
  if (!seen) throw notFound(resource.noun)
  return seen
}

/** For a row that they see: what they may do with their own alone is refused in plain words. */
export async function assertReaches<Row extends { id: string }>(
  ctx: Asker,
  resource: Ruled<Row>,
  action: RowAction,
  row: Row,
): Promise<void> {
  const [reached] = await reachable(ctx, resource, action, [row])
  if (!reached) throw notOwn(ctx.actor, resource)
}

export function notOwn({ roleName }: Actor, { noun, own }: Ruled<never>): AppError {
  const who = roleName ? `The role ${roleName}` : 'Your role'
  return new AppError('access.row-not-own', `${who} lets you do this only with a ${noun} ${own.meaning}`)
}

/** As a list takes it: conditions beside those that were asked for. */
export function limitFilters(limits: readonly RowLimit<never>[]): { name: string; filter: Filter }[] {
  return limits.map(({ name, filter }) => ({ name: limitName(name), filter }))
}

export function limitValues(
  limits: readonly RowLimit<never>[],
  query: Record<string, unknown> = {},
): Record<string, unknown> {
  const values = limits.flatMap(({ name, filter, value }) =>
    Object.entries(filter.values?.(value, query) ?? { value }).map(([key, one]) => [slotOf(name, key), one]),
  )
  return Object.fromEntries(values)
}

export function limitConditions(limits: readonly RowLimit<never>[]): RawBuilder<boolean>[] {
  const values = slots<Record<string, unknown>>()
  return limits.map(({ name, filter }) => filter.condition((key = 'value') => values[slotOf(name, key)]))
}

// No query parameter is called like this.
const limitName = (name: string) => `@${name}`
const slotOf = (name: string, key: string) => `${limitName(name)}_${key}`

const templates = new Map<string, Template>()

function remembered(table: string, limits: readonly RowLimit<never>[]): Template {
  const key = `${table} ${limits.map(({ name }) => name)}`
  const known = templates.get(key)
  if (known) return known
  const { tenantId, ids } = slots<{ tenantId: string; ids: readonly string[] }>()
  const conditions = [sql`tenant_id = ${tenantId}::uuid`, sql`id = any(${ids}::uuid[])`, ...limitConditions(limits)]
  const query = sql`select id from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}`
  const template = compileTemplate('reach', query.compile(builder))
  templates.set(key, template)
  return template
}

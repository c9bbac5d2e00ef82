import type { ReadCtx } from '#platform/context.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { findByKey, type Keyed, lockByKey } from '#platform/resource/row-batches.ts'
import { notOwn, reachable } from '#platform/resource/row-rights.ts'
import { keysOf, type NaturalKey } from './import-source.ts'
import { type MappedRow, type Plan, problemAt } from './map-row.ts'

/** The record that a row is about; none when it makes a new one. */
export interface Found {
  current: BaseRow | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Rows that cannot be told apart get a problem and no answer. */
export async function findRecords(
  ctx: ReadCtx,
  plan: Plan,
  rows: readonly MappedRow[],
  { isRun }: { isRun: boolean },
): Promise<Map<MappedRow, Found>> {
  const { updateKey } = plan
  if (!updateKey) return new Map(rows.map((row) => [row, { current: undefined }]))
  const values = new Map(rows.map((row) => [row, keyValue(plan, row, updateKey)]))
  const known = await findKnown(ctx, plan, updateKey, [...new Set(values.values())], isRun)
  const { resource } = plan.source
  const changeable = new Set(await reachable(ctx, resource, 'update', [...known.values()].flat()))
  const answers = rows.flatMap((row): [MappedRow, Found][] => {
    const value = values.get(row)
    const found = decide(plan, row, updateKey, value, value === undefined ? [] : (known.get(value) ?? []))
    if (!found?.current || changeable.has(found.current)) return found ? [[row, found]] : []
    row.problems.push(problemAt(plan, row, updateKey.column, notOwn(ctx.actor, resource).message))
    return []
  })
  return new Map(answers)
}

async function findKnown(
  ctx: ReadCtx,
  plan: Plan,
  key: NaturalKey,
  wanted: readonly (string | undefined)[],
  isRun: boolean,
): Promise<Map<string, BaseRow[]>> {
  const { resource } = plan.source
  const values = wanted
    .filter((value) => value !== undefined && (key.table.type === 'text' || UUID.test(value)))
    .map(String)
  const known = new Map<string, BaseRow[]>()
  if (values.length === 0) return known
  const find = isRun ? lockByKey : findByKey
  const rows: Keyed<BaseRow>[] = await find(ctx.tx, resource, { tenantId: ctx.actor.tenant.id, key: key.table, values })
  // What they may not see is not there.
  const seen = new Set(await reachable<BaseRow>(ctx, resource, 'read', rows))
  for (const keyed of rows) {
    if (!seen.has(keyed)) continue
    const { key_value, ...row } = keyed
    known.set(key_value, [...(known.get(key_value) ?? []), row])
  }
  return known
}

function decide(
  plan: Plan,
  row: MappedRow,
  key: NaturalKey,
  value: string | undefined,
  known: readonly BaseRow[],
): Found | undefined {
  const { noun } = plan.source.resource
  const refuse = (message: string) => void row.problems.push(problemAt(plan, row, key.column, message))
  if (known.length > 1)
    return refuse(`${known.length} ${noun}s have this; choose another update key, or change them one by one`)
  if (known.length === 1) return { current: known[0] }
  if (value === undefined)
    return plan.mode === 'update' ? refuse(`Is needed to find the ${noun}`) : { current: undefined }
  if (key.table.type === 'uuid')
    return refuse(`There is no ${noun} with this id; leave the cell empty to make a new one`)
  return plan.mode === 'update' ? refuse(`There is no ${noun} with this`) : { current: undefined }
}

/** A row's key as the table has it. */
export function keyValue(plan: Plan, row: MappedRow, key: NaturalKey): string | undefined {
  const text = row.texts.get(key.column)
  const column = plan.source.columns.find(({ key: name }) => name === key.column)
  if (text === undefined || !column) return undefined
  return key.normalise(String(column.read(text, plan.rules)))
}

/**
 * Refuses what stands twice in one file: a second row of the same key, whatever becomes of the first. The only thing about
 * an import that grows with its file: 6 MB for the keys of 100,000 bins.
 */
export class DoubleKeys {
  readonly #rows = new Map<NaturalKey, Map<string, number>>()
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
    for (const key of keysOf(plan.source)) {
      if (key.taken !== undefined || key.column === plan.updateKey?.column) this.#rows.set(key, new Map())
    }
  }

  /** Rows of earlier batches have to be shown too, in the order of the file. */
  claim(row: MappedRow): void {
    for (const [key, rows] of this.#rows) {
      const value = keyValue(this.#plan, row, key)
      if (value === undefined) continue
      const first = rows.get(value)
      if (first === undefined) rows.set(value, row.number)
      else row.problems.push(problemAt(this.#plan, row, key.column, `Stands in row ${first} already`))
    }
  }
}

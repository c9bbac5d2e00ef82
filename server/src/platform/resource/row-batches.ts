import { type RawBuilder, sql } from 'kysely'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'
import { noteTags } from '../tags/note-tags.ts'
import type { BaseRow } from './resource.ts'

// Statements on many rows of one table at once, for imports and their undoing. Inserting many is RowStatements.insert.

interface Shape {
  table: string
  columns: readonly string[]
}

/** A column that finds rows: the id, or a text that the business knows them by. */
export interface KeyColumn {
  name: string
  type: 'text' | 'uuid'
}

interface Wanted {
  tenantId: string
  key: KeyColumn
  values: readonly string[]
}

export type Keyed<Row> = Row & { key_value: string }

/** Rows that are not in the trash, by a key. */
export function findByKey<Row extends BaseRow>(tx: Tx, shape: Shape, wanted: Wanted): Promise<Keyed<Row>[]> {
  const template = remembered(`find ${shape.table} ${wanted.key.name}`, () =>
    byKey(shape.table, wanted.key, columnsOf(shape)),
  )
  return tx.run(template.bind(wanted))
}

/** The same, and nobody else changes them until the transaction ends. In the order of their ids, so that two do not wait for each other. */
export function lockByKey<Row extends BaseRow>(tx: Tx, shape: Shape, wanted: Wanted): Promise<Keyed<Row>[]> {
  const template = remembered(
    `lock ${shape.table} ${wanted.key.name}`,
    () => sql`${byKey(shape.table, wanted.key, columnsOf(shape))} order by id for update`,
  )
  return tx.run(template.bind(wanted))
}

/** Whose a key's values are already. */
export function findOwners(tx: Tx, table: string, wanted: Wanted): Promise<{ id: string; key_value: string }[]> {
  const template = remembered(`owners ${table} ${wanted.key.name}`, () => byKey(table, wanted.key, sql.ref('id')))
  return tx.run(template.bind(wanted))
}

/** In the trash or not. */
export function lockByIds<Row extends BaseRow>(
  tx: Tx,
  shape: Shape,
  wanted: { tenantId: string; ids: readonly string[] },
): Promise<Row[]> {
  const template = remembered(`ids ${shape.table}`, () => {
    const { tenantId, ids } = slots<typeof wanted>()
    return sql`select ${columnsOf(shape)} from ${sql.table(shape.table)} where tenant_id = ${tenantId}::uuid and id = any(${ids}::uuid[]) order by id for update`
  })
  return tx.run(template.bind(wanted))
}

/** Sets the same columns of many rows and counts their versions up. */
export async function updateRows<Row extends BaseRow>(
  tx: Tx,
  shape: Shape,
  changes: { tenantId: string; rows: readonly ({ id: string } & object)[] },
): Promise<Row[]> {
  const names = Object.keys(changes.rows[0] ?? {})
    .filter((name) => name !== 'id')
    .sort()
  const template = remembered(`update ${shape.table} ${names.join()}`, () => {
    const { tenantId, rows } = slots<{ tenantId: string; rows: string }>()
    const sets = names.map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`)
    return sql`update ${sql.table(shape.table)} kept set ${sql.join([...sets, sql`version = kept.version + 1`])}
      from jsonb_populate_recordset(null::${sql.table(shape.table)}, ${rows}::jsonb) given
      where kept.tenant_id = ${tenantId}::uuid and kept.id = given.id
      returning ${columnsOf(shape, 'kept')}`
  })
  await noteTags(tx, changes.tenantId, changes.rows)
  return tx.run(template.bind({ tenantId: changes.tenantId, rows: JSON.stringify(changes.rows) }))
}

function byKey(table: string, { name, type }: KeyColumn, selected: RawBuilder<unknown>): RawBuilder<unknown> {
  const { tenantId, values } = slots<{ tenantId: string; values: readonly string[] }>()
  const array = type === 'uuid' ? sql`uuid[]` : sql`text[]`
  return sql`select ${selected}, ${sql.ref(name)} as key_value from ${sql.table(table)}
    where tenant_id = ${tenantId}::uuid and deleted_at is null and ${sql.ref(name)} = any(${values}::${array})`
}

function columnsOf({ columns }: Shape, table?: string): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(table ? `${table}.${column}` : column)))
}

const templates = new Map<string, Template>()

function remembered(name: string, build: () => RawBuilder<unknown>): Template {
  const known = templates.get(name)
  if (known) return known
  const template = compileTemplate('rows', build().compile(builder))
  templates.set(name, template)
  return template
}

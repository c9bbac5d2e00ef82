import { type RawBuilder, sql } from 'kysely'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'
import { noteTags } from '../tags/note-tags.ts'
import type { BaseRow } from './resource.ts'

interface Shape {
  table: string
  columns: readonly string[]
}

/** The statements on single rows of one table, compiled at their first use. */
export class RowStatements<Row extends BaseRow> {
  readonly #shape: Shape
  readonly #templates = new Map<string, Template>()

  constructor(shape: Shape) {
    this.#shape = shape
  }

  async find(tx: Tx, tenantId: string, id: string): Promise<Row | undefined> {
    return this.#one(
      tx,
      'find',
      { tenantId, id },
      (slot) => sql`select ${this.#columns()} from ${this.#table()} where ${byId(slot)}`,
    )
  }

  /** Nobody else changes the row until the transaction ends. */
  async findForUpdate(tx: Tx, tenantId: string, id: string): Promise<Row | undefined> {
    return this.#one(
      tx,
      'lock',
      { tenantId, id },
      (slot) => sql`select ${this.#columns()} from ${this.#table()} where ${byId(slot)} for update`,
    )
  }

  async findMany(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Row[]> {
    const template = this.#template('findMany', (slot) => {
      return sql`select ${this.#columns()} from ${this.#table()} where tenant_id = ${slot('tenantId')}::uuid and id = any(${slot('ids')}::uuid[])`
    })
    return tx.run<Row>(template.bind({ tenantId, ids }))
  }

  /** All of them in one statement; a row that breaks a constraint fails them all. */
  async insert(tx: Tx, tenantId: string, rows: readonly object[]): Promise<Row[]> {
    const extra = Object.keys(rows[0] ?? {}).filter((name) => !this.#shape.columns.includes(name))
    const names = ['tenant_id', ...this.#shape.columns.filter((name) => name in (rows[0] ?? {})), ...extra]
    const template = this.#template(`insert ${names.join()}`, (slot) => {
      const columns = sql.join(names.map((name) => sql.ref(name)))
      return sql`insert into ${this.#table()} (${columns}) select ${columns} from jsonb_populate_recordset(null::${this.#table()}, ${slot('rows')}::jsonb) returning ${this.#columns()}`
    })
    const json = JSON.stringify(rows.map((row) => ({ tenant_id: tenantId, ...row })))
    await noteTags(tx, tenantId, rows)
    return tx.run<Row>(template.bind({ rows: json }))
  }

  /** Sets what `change` names and counts the version up. */
  async update(tx: Tx, tenantId: string, id: string, change: object): Promise<Row | undefined> {
    const names = Object.keys(change).sort()
    await noteTags(tx, tenantId, [change])
    return this.#one(tx, `update ${names.join()}`, { tenantId, id, change: JSON.stringify(change) }, (slot) => {
      const sets = names.map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`)
      return sql`update ${this.#table()} set ${sql.join([...sets, sql`version = ${this.#table()}.version + 1`])}
        from jsonb_populate_record(null::${this.#table()}, ${slot('change')}::jsonb) given
        where ${this.#table()}.tenant_id = ${slot('tenantId')}::uuid and ${this.#table()}.id = ${slot('id')}::uuid
        returning ${this.#columns(this.#shape.table)}`
    })
  }

  async delete(tx: Tx, tenantId: string, id: string): Promise<void> {
    await this.#one(tx, 'delete', { tenantId, id }, (slot) => sql`delete from ${this.#table()} where ${byId(slot)}`)
  }

  #table(): RawBuilder<unknown> {
    return sql.table(this.#shape.table)
  }

  #columns(table?: string): RawBuilder<unknown> {
    return sql.join(this.#shape.columns.map((column) => sql.ref(table ? `${table}.${column}` : column)))
  }

  async #one(
    tx: Tx,
    name: string,
    values: object,
    build: (slot: Slot) => RawBuilder<unknown>,
  ): Promise<Row | undefined> {
    const rows = await tx.run<Row>(this.#template(name, build).bind(values))
    return rows[0]
  }

  #template(name: string, build: (slot: Slot) => RawBuilder<unknown>): Template {
    const known = this.#templates.get(name)
    if (known) return known
    const values = slots<Record<string, unknown>>()
    const template = compileTemplate(`row_${this.#shape.table}`, build((key) => values[key]).compile(builder))
    this.#templates.set(name, template)
    return template
  }
}

type Slot = (key: string) => unknown

function byId(slot: Slot): RawBuilder<unknown> {
  return sql`tenant_id = ${slot('tenantId')}::uuid and id = ${slot('id')}::uuid`
}

const statements = new Map<string, RowStatements<BaseRow>>()

export function rowsOf<Row extends BaseRow>({
  table,
  columns,
}: {
  table: string
  columns: readonly string[]
}): RowStatements<Row> {
  const known = statements.get(table) ?? new RowStatements<BaseRow>({ table, columns })
  statements.set(table, known)
  // One entry per table, and the resource that names the table names its row type.
  return known as unknown as RowStatements<Row>
}

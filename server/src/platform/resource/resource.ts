import type { ListShape } from '@groundwork/contract/http/list.ts'
import type { z } from 'zod'
import type { Module } from '../access/actor.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import type { FieldFacts } from './field-rights.ts'
import type { Filter } from './filters.ts'
import { register } from './registry.ts'
import type { OwnRows, RowPolicy } from './row-rights.ts'

/** The columns every record's table has; a resource adds its own. */
export interface BaseRow {
  id: string
  created_at: string
  updated_at: string
  created_by: string | null
  updated_by: string | null
  version: number
  deleted_at: string | null
}

export interface BaseRecord {
  id: string
  version: number
  deletedAt: string | null
  can?: Record<string, boolean> | undefined
}

/** A column that a list can be sorted by. `nulls` stand lowest, so one index serves both directions. */
export interface SortColumn {
  column: string
  type: 'text' | 'timestamptz' | 'int4' | 'float8' | 'date'
  nullable?: true
  /** Orders the rows that are equal here, so that the index of a filter on the column serves its sort, too. */
  ties?: SortColumn
}

/** Rules of the resource itself, at the moments the standard operations leave for them. */
export interface Rules<Row, Rec> {
  /** Before a new or changed row is written; may read, may refuse. */
  beforeSave?(ctx: Ctx, next: Row, current: Row | undefined): Promise<void>
  beforeTrash?(ctx: Ctx, row: Row): Promise<void>
  beforePurge?(ctx: Ctx, row: Row): Promise<void>
  afterCreate?(ctx: Ctx, record: Rec): Promise<void>
}

/** A relation that `expand=` can ask for: fills it into all the records with one query. */
export interface Relation<Rec> {
  fill(ctx: ReadCtx, records: Rec[]): Promise<void>
}

/** All that a slice declares about its records; the standard operations are written once for all of them. */
export interface Resource<Row extends BaseRow, Rec extends BaseRecord, Create, Update> {
  /** Begins its permissions: `waste.bins`. */
  name: string
  /** One of them, in a sentence: `bin`. */
  noun: string
  /** Begins its events and audit actions: `waste.bin`. */
  event: string
  module: Module | null
  path: string
  table: string
  /** In the order of the table, without tenant_id and without what the database generates. */
  columns: readonly string[]
  schemas: {
    record: z.ZodType<Rec> & { shape: z.ZodRawShape }
    create: z.ZodType<Create>
    update: z.ZodType<Update>
    list: ListShape
  }
  toRecord(row: Row): Rec
  /** The columns that the input sets. Absent fields stay absent. */
  toColumns(input: Create | Update, current: Row | undefined): Partial<Row>
  /** Columns computed from the others, search text for one. */
  derive(row: Row): object
  filters: Record<string, Filter>
  sorts: Record<string, SortColumn>
  expands: Record<string, Relation<Rec>>
  rules?: Rules<Row, Rec>
  /** Whose own a record is, for roles that work with their own alone. */
  own: OwnRows<Row>
  policy?: RowPolicy<Row>
  /** Two people edit these at the same time: changes without If-Match are refused. */
  requiresIfMatch?: true
  /** Businesses define fields of their own for these; the table takes them by gw_admin.take_custom_fields. */
  takesCustomFields?: true
  /** What the field rights of roles have to know. Without it, whoever has a field hidden cannot search here. */
  fieldFacts?: FieldFacts
}

export function defineResource<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  resource: Resource<Row, Rec, Create, Update>,
): Resource<Row, Rec, Create, Update> {
  // What finds a resource by name or schema needs nothing of its types.
  register(resource as unknown as AnyResource)
  return resource
}

/** A resource whose types do not matter to what walks over all of them. */
export type AnyResource = Resource<BaseRow, BaseRecord, unknown, unknown>

import type { BaseRow } from './resource.ts'

/** What every record's table ends with. */
export const BASE_COLUMNS = ['created_at', 'updated_at', 'created_by', 'updated_by', 'version', 'deleted_at'] as const

/** What every record ends with. */
export function toBaseFields(row: BaseRow) {
  return {
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
    version: row.version,
    deletedAt: row.deleted_at,
  }
}

/** The fields that an input has, under the names of their columns; an absent field stays absent, null is a value. */
export function givenColumns<Row>(input: object, names: Readonly<Record<string, keyof Row>>): Partial<Row> {
  const given = Object.entries(names).filter(([field]) => Reflect.get(input, field) !== undefined)
  // The contract's schema of the input says that each value fits its column.
  return Object.fromEntries(given.map(([field, column]) => [column, Reflect.get(input, field)])) as Partial<Row>
}

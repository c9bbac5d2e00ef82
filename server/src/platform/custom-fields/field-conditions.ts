import type { CustomField, CustomFieldKind } from '@groundwork/contract/platform/custom-fields.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Filter } from '../resource/filters.ts'

/**
 * Custom fields as conditions of a list. They read custom_values by the index of their value, through its search view:
 * numbers and dates could not use an index behind row level security. A condition's text does not name the field, so
 * that the fields of all tenants share a few prepared statements.
 */
export interface AskedCondition {
  /** Names the text of the condition and its values. */
  name: string
  filter: Filter
  values: Record<string, unknown>
}

/** A sort by one custom field; records without a value come last in both directions. */
export interface CustomSort {
  fieldId: string
  column: 'text_value' | 'number_value' | 'day_value'
  type: 'text' | 'float8' | 'date'
  isDescending: boolean
}

/** What is asked of the values of one field. */
export interface FieldTest {
  any?: readonly (string | number)[]
  from?: string | number
  to?: string | number
  /** Up to, without it. */
  below?: string | number
}

export const VALUE_COLUMNS: Record<CustomFieldKind, Pick<CustomSort, 'column' | 'type'>> = {
  text: { column: 'text_value', type: 'text' },
  choice: { column: 'text_value', type: 'text' },
  reference: { column: 'text_value', type: 'text' },
  number: { column: 'number_value', type: 'float8' },
  date: { column: 'day_value', type: 'date' },
}

type Slot = (key?: string) => unknown

/** From here on walking the list's own order and looking each record's value up is the sooner way to a page. */
const WIDE_FROM = 10_000

export function conditionOf(field: CustomField, test: FieldTest, index: number): AskedCondition {
  const { column, type } = VALUE_COLUMNS[field.kind]
  const asked = (['any', 'from', 'to', 'below'] as const).filter((one) => test[one] !== undefined)
  const holds = (slot: Slot) =>
    sql.join(
      asked.map((one) => TESTS[one](sql.ref(`v.${column}`), type, slot(one))),
      sql` and `,
    )
  const found = (slot: Slot) =>
    sql`select v.record_id from search.custom_values v
      where v.tenant_id = ${slot('tenant')}::uuid and v.field_id = ${slot('field')}::uuid and ${holds(slot)}`
  const filter: Filter = {
    source: 'table',
    // The records first, then each by its key: a join would leave the order of the two to an estimate.
    condition: (slot) => sql<boolean>`id = any(array(${found(slot)}))`,
    wide: {
      from: WIDE_FROM,
      counts: found,
      condition: (slot) => sql<boolean>`(select ${holds(slot)} from search.custom_values v
        where v.tenant_id = ${slot('tenant')}::uuid and v.field_id = ${slot('field')}::uuid and v.record_id = id)`,
      counted: (slot) => sql<boolean>`id in (${found(slot)})`,
    },
  }
  return { name: `cf${index}_${column}_${asked.join('_')}`, filter, values: { field: field.id, ...test } }
}

type Test = (column: RawBuilder<unknown>, type: string, value: unknown) => RawBuilder<boolean>

const TESTS: Record<keyof FieldTest, Test> = {
  // Texts are kept in lower case, and only the database lowers like the database.
  any: (column, type, value) =>
    type === 'text'
      ? sql<boolean>`${column} = any(array(select lower(asked) from unnest(${value}::text[]) asked))`
      : sql<boolean>`${column} = any(${value}::${sql.raw(type)}[])`,
  from: (column, type, value) => sql<boolean>`${column} >= ${value}::${sql.raw(type)}`,
  to: (column, type, value) => sql<boolean>`${column} <= ${value}::${sql.raw(type)}`,
  below: (column, type, value) => sql<boolean>`${column} < ${value}::${sql.raw(type)}`,
}

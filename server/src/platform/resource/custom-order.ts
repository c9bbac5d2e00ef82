import { type RawBuilder, sql } from 'kysely'
import type { CustomSort } from '../custom-fields/field-conditions.ts'
import { slots, type Template } from '../database/statement.ts'
import { conditions, type ListPlan, remembered, shapeOf, sortAlias, source } from './list-statement.ts'

// Pages of a list that is sorted by a custom field: first the records with a value, in the order of the values' own
// index, then those without one, in the order of their ids. Two statements, because the second is seldom reached.

/** Walks the index of the values and takes the record of each. */
export function withValueTemplate(plan: ListPlan, sort: CustomSort): Template {
  return remembered(`with value ${shapeOf(plan)}`, plan, () => {
    const { sortField, tenantId, key0, afterId, limit, offset } = slots<Record<string, unknown>>()
    const after = plan.after
      ? sql`and (cf_sort, cf_record) ${sort.isDescending ? sql`<` : sql`>`} (${key0}::${sql.raw(sort.type)}, ${afterId}::uuid)`
      : sql``
    const order = sort.isDescending ? sql`cf_sort desc, cf_record desc` : sql`cf_sort, cf_record`
    return sql`select ${columnsOf(plan)}, cf_sort as ${sql.ref(sortAlias(0))} from ${source(plan)}
      join (select record_id as cf_record, ${sql.ref(sort.column)} as cf_sort from search.custom_values
        where tenant_id = ${tenantId}::uuid and field_id = ${sortField}::uuid and ${sql.ref(sort.column)} is not null) sorted
        on cf_record = id
      where ${conditions(plan)} ${after} order by ${order} limit ${limit}::int offset ${offset}::int`
  })
}

export function withoutValueTemplate(plan: ListPlan, sort: CustomSort): Template {
  return remembered(`without value ${shapeOf(plan)}`, plan, () => {
    const { afterId, limit, offset } = slots<Record<string, unknown>>()
    const after = plan.after ? sql`and id ${sort.isDescending ? sql`<` : sql`>`} ${afterId}::uuid` : sql``
    return sql`select ${columnsOf(plan)}, null::${sql.raw(sort.type)} as ${sql.ref(sortAlias(0))} from ${source(plan)}
      where ${conditions(plan)} and ${hasNoValue()} ${after}
      order by ${sort.isDescending ? sql`id desc` : sql`id`} limit ${limit}::int offset ${offset}::int`
  })
}

/** How many of the list have a value, counted no further than `cap`. */
export function countWithValueTemplate(plan: ListPlan): Template {
  return remembered(`count with value ${shapeOf(plan)}`, plan, () => {
    const { cap } = slots<{ cap: number }>()
    return sql`select count(*)::int as total from (
      select 1 from ${source(plan)} where ${conditions(plan)} and not ${hasNoValue()} limit ${cap}::int) counted`
  })
}

function columnsOf({ columns }: ListPlan): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)))
}

function hasNoValue(): RawBuilder<unknown> {
  const { tenantId, sortField } = slots<{ tenantId: string; sortField: string }>()
  return sql`not exists (select 1 from search.custom_values v
    where v.tenant_id = ${tenantId}::uuid and v.field_id = ${sortField}::uuid and v.record_id = id)`
}

import type { ReadCtx } from '#platform/context.ts'
import { askedFields } from '#platform/custom-fields/asked-fields.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { anyOf } from '#platform/resource/filters.ts'
import { planList } from '#platform/resource/list.ts'
import { countTemplate, type ListPlan, rowsTemplate, slotName } from '#platform/resource/list-statement.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { toSortKeys } from '#platform/resource/sort.ts'
import { parseExportQuery } from './export-query.ts'
import type { OwnExportSource } from './export-source.ts'

const PAGE_ROWS = 1_000
const MOST = 10_000_000

/** Which rows: those that the list's query finds, and of these the selected ones. */
export interface RowChoice {
  query: Record<string, string>
  ids?: readonly string[] | null | undefined
}

export interface PlannedRows {
  plan: ListPlan
  values: Record<string, unknown>
}

type Reader = Pick<ReadCtx, 'tx' | 'actor'>
const SELECTION = { name: 'selection', filter: anyOf('id', 'uuid') }

/** The list's own statement, so that filters, search and row policies are the same. */
export function planRows(ctx: Pick<ReadCtx, 'actor'>, source: OwnExportSource, { query, ids }: RowChoice): PlannedRows {
  const { resource } = source
  const parsed = parseExportQuery(source, query)
  const sort = parsed.sort ?? [resource.schemas.list.defaultSort]
  const asked = askedFields(ctx.actor, resource, source.fields, parsed)
  const keys = toSortKeys(sort, resource.sorts)
  const { plan, values } = planList(ctx, resource, parsed, keys, undefined, { asked, action: 'export' })
  if (!ids) return { plan, values }
  return {
    plan: { ...plan, filters: [...plan.filters, SELECTION] },
    values: { ...values, [slotName(SELECTION.name)]: ids },
  }
}

/** Counts no further than `most`. */
export async function countRows(ctx: Reader, source: OwnExportSource, choice: RowChoice, most = MOST): Promise<number> {
  const { plan, values } = planRows(ctx, source, choice)
  const [counted] = await ctx.tx.run<{ total: number }>(countTemplate(plan).bind({ ...values, cap: most }))
  return counted?.total ?? 0
}

/**
 * All of them through a cursor of the database: whatever the sort, it is made once, and only a page of it is in memory.
 */
export async function* pagesOf({ tx }: { tx: Tx }, { plan, values }: PlannedRows): AsyncGenerator<BaseRow[]> {
  const { statement, values: bound } = rowsTemplate(plan).bind({ ...values, limit: null, offset: 0 })
  // Nameless: the shape of a cursor's rows differs from export to export, so nothing about it may be remembered.
  await tx.run({
    statement: { name: '', text: `declare gw_export no scroll cursor for ${statement.text}` },
    values: bound,
  })
  for (;;) {
    const rows = await tx.run<BaseRow>({
      statement: { name: '', text: `fetch forward ${PAGE_ROWS} from gw_export` },
      values: [],
    })
    if (rows.length > 0) yield rows
    if (rows.length < PAGE_ROWS) return
  }
}

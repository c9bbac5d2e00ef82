import type { ReadCtx } from '#platform/context.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { planList } from '#platform/resource/list.ts'
import { countTemplate, rowsTemplate } from '#platform/resource/list-statement.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { toSortKeys } from '#platform/resource/sort.ts'
import { parseExportQuery } from './export-query.ts'
import type { ExportSource } from './export-source.ts'

const PAGE_ROWS = 1_000
const MOST = 10_000_000

/**
 * All rows of a list, through a cursor of the database: whatever the sort, it is made once, and only a page of it is in
 * memory. The statement is the list's own, so filters, search and row policies are the same.
 */
export async function listInTx(
  ctx: ReadCtx,
  { resource }: ExportSource,
  query: Record<string, string>,
): Promise<{ total: number; pages: AsyncGenerator<BaseRow[]> }> {
  const parsed = parseExportQuery({ resource, columns: [], expands: [] }, query)
  const sort = parsed.sort ?? [resource.schemas.list.defaultSort]
  const { plan, values } = planList(ctx, resource, parsed, toSortKeys(sort, resource.sorts), undefined)
  const [counted] = await ctx.tx.run<{ total: number }>(countTemplate(plan).bind({ ...values, cap: MOST }))
  const { statement, values: bound } = rowsTemplate(plan).bind({ ...values, limit: null, offset: 0 })
  // Nameless: the shape of a cursor's rows differs from export to export, so nothing about it may be remembered.
  await ctx.tx.run({
    statement: { name: '', text: `declare gw_export no scroll cursor for ${statement.text}` },
    values: bound,
  })
  return { total: counted?.total ?? 0, pages: fetchPages(ctx.tx) }
}

async function* fetchPages(tx: Tx): AsyncGenerator<BaseRow[]> {
  for (;;) {
    const rows = await tx.run<BaseRow>({
      statement: { name: '', text: `fetch forward ${PAGE_ROWS} from gw_export` },
      values: [],
    })
    if (rows.length > 0) yield rows
    if (rows.length < PAGE_ROWS) return
  }
}

import type { ReadCtx } from '#platform/context.ts'
import { type MappedRow, type Plan, problemAt } from './map-row.ts'

/** Puts ids where the file names other records in words. Where a row has the id as well, the id counts. */
export async function resolveReferences(ctx: ReadCtx, plan: Plan, rows: readonly MappedRow[]): Promise<void> {
  for (const { column, field, resolve } of plan.source.references) {
    const open = rows.filter((row) => row.texts.has(column) && row.input[field] === undefined)
    const texts = [...new Set(open.map((row) => row.texts.get(column) ?? ''))]
    if (texts.length === 0) continue
    const resolved = await resolve(ctx, texts)
    for (const row of open) {
      const answer = resolved.get(row.texts.get(column) ?? '')
      if (answer && 'id' in answer) row.input[field] = answer.id
      else row.problems.push(problemAt(plan, row, column, answer?.problem ?? 'Nothing is known by this'))
    }
  }
}

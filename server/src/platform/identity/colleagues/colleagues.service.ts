import type { ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { type ColleagueRow, listColleaguesByIds } from './colleagues.queries.ts'

/** Those people, or a refusal that names the field: everybody has to work here now. */
export async function colleaguesNamed(ctx: ReadCtx, ids: readonly string[], field: string): Promise<ColleagueRow[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await listColleaguesByIds(ctx.tx, { tenantId: ctx.actor.tenant.id, ids: wanted })
  if (found.length < wanted.length)
    throw invalidField(field, 'There is no such person in your business; choose another')
  return found
}

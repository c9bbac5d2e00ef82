import { Colleague, ColleaguesQuery } from '@groundwork/contract/platform/colleagues.ts'
import { z } from 'zod'
import type { ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { type Route, read } from '#platform/http/route.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { type ColleagueRow, listColleagues, listColleaguesByIds } from './colleagues.queries.ts'

export const colleagueRoutes: Route[] = [
  read('/colleagues', {
    access: 'signed-in',
    tag: 'People',
    summary: 'Find people of your business by name, to mention or to assign',
    description: 'Names and nothing else, at most twenty.',
    query: ColleaguesQuery,
    reply: z.array(Colleague),
    run: ({ tx, actor }, { query }) =>
      listColleagues(tx, { tenantId: actor.tenant.id, part: normalise(query.search ?? '') }),
  }),
]

/** Those people, or a refusal that names the field: everybody has to work here now. */
export async function colleaguesNamed(ctx: ReadCtx, ids: readonly string[], field: string): Promise<ColleagueRow[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await listColleaguesByIds(ctx.tx, { tenantId: ctx.actor.tenant.id, ids: wanted })
  if (found.length < wanted.length)
    throw invalidField(field, 'There is no such person in your business; choose another')
  return found
}

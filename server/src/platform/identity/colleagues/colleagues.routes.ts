import { Colleague, ColleaguesQuery } from '@groundwork/contract/platform/colleagues.ts'
import { z } from 'zod'
import { type Route, read } from '#platform/http/route.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { listColleagues } from './colleagues.queries.ts'

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

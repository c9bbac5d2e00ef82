import { SearchQuery, SearchResult } from '@groundwork/contract/platform/search.ts'
import { AppError } from '../errors.ts'
import { manual, type Route } from '../http/route.ts'
import { searchEverything } from './search.service.ts'

export const searchRoutes: Route[] = [
  manual('GET', '/search', {
    access: 'signed-in',
    tag: 'Search',
    summary: 'Search across everything you may see',
    description:
      'Records of every kind by code, name, words or phone number, the best first; small slips of the keys are forgiven. isComplete: false says that some kinds took too long and are missing.',
    query: SearchQuery,
    reply: SearchResult,
    run: (ctx, { query }) => {
      // `signed-in` lets nobody in without an actor.
      if (!ctx.actor) throw new AppError('auth.required', 'Sign in first')
      return searchEverything(ctx, ctx.actor, query)
    },
  }),
]

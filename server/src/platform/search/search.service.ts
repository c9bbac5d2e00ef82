import {
  SEARCH_MATCHES,
  type SearchGroup,
  type SearchQuery,
  type SearchResult,
} from '@groundwork/contract/platform/search.ts'
import { mayCall } from '../access/access-check.ts'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'
import { isTooSlow } from '../database/violations.ts'
import type { ManualCtx } from '../http/route.ts'
import { type Asked, toAsked } from './asked.ts'
import { type Answer, type Found, type SearchSource, searchSources } from './search-source.ts'
import { isCorrectable } from './spelling.ts'

/** Longer than any search should take; what takes longer is left out, and the answer says that something is. */
const TIMEOUT_MS = 400

interface Outcome extends Answer {
  source: SearchSource
}

/** Everything the actor may see that fits what was typed. What they may not see is not asked, so it leaves no trace. */
export async function searchEverything(
  { services }: Pick<ManualCtx, 'services'>,
  actor: Actor,
  { q, limit }: SearchQuery,
): Promise<SearchResult> {
  const asked = toAsked(q, limit)
  const sources = searchSources().filter(({ access }) => mayCall({ method: 'GET', options: { access } }, actor))
  const ask = (look: Look) => Promise.all(sources.map((source) => askOne(services, source, actor, look, asked)))
  const sure = await ask((source, tx) => source.find(tx, actor, asked))
  const isNothing = sure.every(({ found }) => found.length === 0)
  const outcomes =
    isNothing && asked.words.some(isCorrectable)
      ? [...sure, ...(await ask((source, tx) => source.findSimilar(tx, actor, asked)))]
      : sure
  return {
    groups: toGroups(outcomes, limit),
    isComplete: outcomes.every(({ isComplete }) => isComplete),
  }
}

type Look = (source: SearchSource, tx: Tx) => Promise<Answer>

/** Each kind on a flight of its own: one that is slow costs itself only. */
async function askOne(
  { database }: Pick<ManualCtx['services'], 'database'>,
  source: SearchSource,
  actor: Actor,
  look: Look,
  asked: Asked,
): Promise<Outcome> {
  const scope = { tenantId: actor.tenant.id, actorId: actor.id, timeoutMs: TIMEOUT_MS }
  if (asked.words.length === 0) return { source, found: [], isComplete: true }
  try {
    return { source, ...(await database.read(scope, (tx) => look(source, tx))) }
  } catch (error) {
    if (!isTooSlow(error)) throw error
    return { source, found: [], isComplete: false }
  }
}

function toGroups(outcomes: readonly Outcome[], limit: number): SearchGroup[] {
  const filled = outcomes.flatMap(({ source, found }) => {
    const best = bestOf(found, limit)
    const [first] = best
    return first ? [{ source, best, first }] : []
  })
  // Stable, so kinds that fit equally well stay in the order they were offered in.
  filled.sort((a, b) => byWorth(a.first, b.first))
  return filled.map(({ source: { resource, label, icon }, best }) => ({
    resource,
    label,
    icon,
    hits: best.map(({ fit: _, ...hit }) => hit),
  }))
}

function bestOf(found: readonly Found[], limit: number): Found[] {
  const sorted = [...found].sort((a, b) => byWorth(a, b) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0))
  const seen = new Set<string>()
  return sorted.filter(({ id }) => !seen.has(id) && seen.add(id)).slice(0, limit)
}

function byWorth(a: Found, b: Found): number {
  return SEARCH_MATCHES.indexOf(a.match) - SEARCH_MATCHES.indexOf(b.match) || b.fit - a.fit
}

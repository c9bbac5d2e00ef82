import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { accountLimitKey } from '../identity/sign-in/account-limit-key.ts'
import { apiKeyRule, RATE_RULES, type RateLimits, type RateRule, rateHeaders, tooMany } from '../rate-limits/rate-limiter.ts'
import type { Route } from './route.ts'

/** Counts the request against everything that limits it; the tightest is told in the headers. */
export async function applyLimits(limits: RateLimits, request: FastifyRequest, reply: FastifyReply, route: Route): Promise<void> {
  let tightest: { rule: RateRule; remaining: number; resetSeconds: number; isAllowed: boolean } | undefined
  for (const [rule, key] of rulesFor(request, route)) {
    const verdict = await limits.take(rule, key)
    if (!verdict.isAllowed) throw tooMany(rule, verdict)
    if (!tightest || verdict.remaining < tightest.remaining) tightest = { rule, ...verdict }
  }
  if (tightest) reply.headers(rateHeaders(tightest.rule, tightest))
}

/** Attempts to prove who somebody is count against the account they are about as well, from whatever address they come. */
export async function applyAccountLimit(limits: RateLimits, request: FastifyRequest, route: Route, body: unknown): Promise<void> {
  const key = route.options.limits?.includes('sign-in') ? accountLimitKey(body, request.actor) : undefined
  if (key === undefined) return
  const verdict = await limits.take(RATE_RULES.signInAccount, key)
  if (!verdict.isAllowed) throw tooMany(RATE_RULES.signInAccount, verdict)
}

function rulesFor(request: FastifyRequest, route: Route): [RateRule, string][] {
  const rules = [generalRule(request.actor, request.ip)]
  if (route.options.limits?.includes('sign-in')) rules.push([RATE_RULES.signInAddress, request.ip])
  return rules
}

function generalRule(actor: Actor | null, address: string): [RateRule, string] {
  if (!actor) return [RATE_RULES.address, address]
  if (actor.rateLimitPerHour !== null) return [apiKeyRule(actor.rateLimitPerHour), actor.id]
  return [RATE_RULES.user, actor.id]
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { accountLimitKey } from '../identity/sign-in/account-limit-key.ts'
import { addressKey } from '../rate-limits/address-key.ts'
import {
  apiKeyRule,
  RATE_RULES,
  type RateLimits,
  type RateRule,
  rateHeaders,
  tooMany,
} from '../rate-limits/rate-limiter.ts'
import type { Route } from './route.ts'

type Counter = [rule: RateRule, key: string]

/** What a request counts against: its address or actor, and for attempts to prove who somebody is the account too. */
export class RequestLimits {
  readonly #limits: RateLimits

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /** Before the body is read; the tightest limit is told in the headers. */
  async admit(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<void> {
    const counters = [generalCounter(request, route), ...addressCounters(request, route)]
    const verdicts = await Promise.all(
      counters.map(async ([rule, key]) => ({ rule, ...(await this.#limits.take(rule, key)) })),
    )
    const refused = verdicts.find((verdict) => !verdict.isAllowed)
    if (refused) throw tooMany(refused.rule, refused)
    const tightest = verdicts.reduce((least, verdict) => (verdict.remaining < least.remaining ? verdict : least))
    reply.headers(rateHeaders(tightest.rule, tightest))
  }

  /** From whatever address the attempts come, they count against the account they are about. */
  async attempt(request: FastifyRequest, route: Route, body: unknown): Promise<void> {
    for (const [rule, key] of accountCounters(request, route, body)) {
      const verdict = await this.#limits.take(rule, key)
      if (!verdict.isAllowed) throw tooMany(rule, verdict)
    }
  }

  /** Only failures count: an office behind one address signs in as often as it needs to. */
  async proven(request: FastifyRequest, route: Route, body: unknown): Promise<void> {
    const counters = [...addressCounters(request, route), ...accountCounters(request, route, body)]
    for (const [rule, key] of counters) if (rule.onlyFailures) await this.#limits.giveBack(rule, key)
  }
}

function generalCounter({ actor, ip }: FastifyRequest, { options }: Route): Counter {
  if (options.limits?.includes('callbacks')) return [RATE_RULES.callbacks, addressKey(ip)]
  if (!actor) return [RATE_RULES.address, addressKey(ip)]
  if (actor.rateLimitPerHour !== null) return [apiKeyRule(actor.rateLimitPerHour), actor.id]
  return [RATE_RULES.user, actor.id]
}

function addressCounters({ ip }: FastifyRequest, { options }: Route): Counter[] {
  if (options.limits?.includes('sign-in')) return [[RATE_RULES.signInAddress, addressKey(ip)]]
  return options.limits?.includes('mails') ? [[RATE_RULES.mailsAddress, addressKey(ip)]] : []
}

function accountCounters({ actor }: FastifyRequest, { options }: Route, body: unknown): Counter[] {
  const key = options.limits ? accountLimitKey(body, actor) : undefined
  if (key === undefined) return []
  if (options.limits?.includes('sign-in')) return [[RATE_RULES.signInAccount, key]]
  return options.limits?.includes('mails') ? [[RATE_RULES.mailsAccount, key]] : []
}

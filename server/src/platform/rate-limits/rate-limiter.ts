import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { SlidingWindow, type Verdict } from './window.ts'

export interface RateRule {
  name: string
  limit: number
  windowMs: number
  /** What succeeds is given back. */
  onlyFailures?: true
}

const MINUTE_MS = 60_000
export const RATE_RULES = {
  address: { name: 'address', limit: 100, windowMs: 15 * MINUTE_MS },
  /** Providers report from few addresses about many messages, and prove themselves by a signature. */
  callbacks: { name: 'callbacks per address', limit: 3000, windowMs: MINUTE_MS },
  user: { name: 'user', limit: 1000, windowMs: MINUTE_MS },
  signInAddress: { name: 'sign-in per address', limit: 5, windowMs: 15 * MINUTE_MS, onlyFailures: true },
  signInAccount: { name: 'sign-in per account', limit: 5, windowMs: 15 * MINUTE_MS, onlyFailures: true },
  mailsAddress: { name: 'mails per address', limit: 5, windowMs: 15 * MINUTE_MS },
  mailsAccount: { name: 'mails per account', limit: 5, windowMs: 15 * MINUTE_MS },
} as const satisfies Record<string, RateRule>

export function apiKeyRule(limitPerHour: number): RateRule {
  return { name: 'api-key', limit: limitPerHour, windowMs: 60 * MINUTE_MS }
}

export interface RateLimits {
  take(rule: RateRule, key: string): Verdict | Promise<Verdict>
  /** Undoes one take. */
  giveBack(rule: RateRule, key: string): void | Promise<void>
}

/** Exact within one process. A store for several processes implements the same interface. */
export class MemoryRateLimits implements RateLimits {
  readonly #windows = new LRUCache<string, SlidingWindow>({ max: 50_000 })
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  take(rule: RateRule, key: string): Verdict {
    const id = idOf(rule, key)
    let window = this.#windows.get(id)
    if (!window) {
      window = new SlidingWindow()
      this.#windows.set(id, window)
    }
    return window.take(rule.limit, rule.windowMs, this.#clock.now().getTime())
  }

  giveBack(rule: RateRule, key: string): void {
    this.#windows.get(idOf(rule, key))?.giveBack()
  }
}

const idOf = (rule: RateRule, key: string) => `${rule.name}\u0000${key}`

/** The IETF fields and the trio that most clients know. */
export function rateHeaders(rule: RateRule, verdict: Verdict): Record<string, string> {
  const policy = `"${rule.name}"`
  return {
    'RateLimit-Policy': `${policy};q=${rule.limit};w=${rule.windowMs / 1000}`,
    RateLimit: `${policy};r=${verdict.remaining};t=${verdict.resetSeconds}`,
    'X-RateLimit-Limit': String(rule.limit),
    'X-RateLimit-Remaining': String(verdict.remaining),
    'X-RateLimit-Reset': String(verdict.resetSeconds),
  }
}

export function tooMany(rule: RateRule, verdict: Verdict): AppError {
  const seconds = Math.max(1, verdict.resetSeconds)
  const sentence = `The limit '${rule.name}' is ${rule.limit} requests in ${rule.windowMs / 1000} s; try again in ${seconds} s`
  return new AppError('request.rate-limited', sentence, {
    retryAfterSeconds: seconds,
    headers: rateHeaders(rule, verdict),
  })
}

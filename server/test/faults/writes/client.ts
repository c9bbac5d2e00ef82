import { setTimeout as sleep } from 'node:timers/promises'

export interface Reply {
  status: number
  text: string
  isReplay: boolean
}

export interface Call {
  method: 'POST' | 'PATCH'
  path: string
  body: unknown
  /** Undefined sends without a key: a repetition is then another request. */
  key: string | undefined
  token: string
}

// Answers after which a program asks again: nothing was done, or somebody else is at it.
const AGAIN = new Set([
  'request.overloaded',
  'request.timeout',
  'idempotency.in-progress',
  'record.conflict',
  'request.internal',
  'export.too-many-active',
])
const GIVE_UP_AFTER_MS = 120_000

/** A client as our docs ask for it: repeats with the same key until it is answered. Counts how often it had to. */
export class Client {
  readonly #url: string
  repetitions = 0

  constructor(url: string) {
    this.#url = url
  }

  async untilAnswered(call: Call, loseAnswer: () => boolean = () => false): Promise<Reply> {
    const until = performance.now() + GIVE_UP_AFTER_MS
    for (let pauseMs = 20; performance.now() < until; pauseMs = Math.min(pauseMs * 2, 500)) {
      const reply = await this.send(call).catch(() => undefined)
      if (reply && !isWorthRepeating(reply) && !loseAnswer()) return reply
      this.repetitions += 1
      await sleep(pauseMs * (0.5 + Math.random()))
    }
    throw new Error(`${call.method} ${call.path} was not answered within ${GIVE_UP_AFTER_MS / 1000} s`)
  }

  async send({ method, path, body, key, token }: Call): Promise<Reply> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
    })
    const text = await response.text()
    return { status: response.status, text, isReplay: response.headers.get('idempotent-replayed') === 'true' }
  }
}

function isWorthRepeating({ status, text }: Reply): boolean {
  if (status < 400) return false
  const rule = /"rule":"([^"]+)"/.exec(text)?.[1] ?? ''
  return AGAIN.has(rule)
}

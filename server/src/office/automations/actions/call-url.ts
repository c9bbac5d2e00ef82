import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { AppError } from '#platform/errors.ts'
import type { Outgoing, OutgoingRequest } from '#platform/outgoing/outgoing-client.ts'
import { OutgoingError } from '#platform/outgoing/outgoing-error.ts'
import { standardHeaders } from '#platform/webhooks/signature.ts'
import { type Facts, fillText } from '../events/templates.ts'
import type { Outcome } from './occasion.ts'

type CallUrl = Extract<AutomationAction, { type: 'call-url' }>

interface Call {
  /** The same for every attempt, so that the receiver can tell a second one from a second event. */
  id: string
  secret: string
  at: Date
  signal: AbortSignal
}

export function filledCall(
  { method, url, body }: CallUrl,
  facts: Facts,
): { method: CallUrl['method']; url: string; body: string } {
  const content = body === null ? JSON.stringify({ event: facts.event, payload: facts.payload }) : fillText(body, facts)
  return { method, url: fillText(url, facts, encodeURIComponent), body: content }
}

/** At least once: killed between the answer and its being written down, it is made again under the same id. */
export async function callUrl(outgoing: Outgoing, action: CallUrl, facts: Facts, call: Call): Promise<Outcome> {
  const { method, url, body } = filledCall(action, facts)
  const headers = {
    'content-type': typeOf(body),
    ...standardHeaders({ id: call.id, body, at: call.at }, { current: call.secret, previous: null }),
  }
  const reply = await send(outgoing, { method, url, body, headers, signal: call.signal })
  const { host } = new URL(url)
  if (reply.status >= 200 && reply.status < 300)
    return { summary: `${method} ${host} answered ${reply.status} in ${reply.durationMs} ms`, changes: null }
  throw new AppError('automation.call-failed', `${host} answered ${reply.status}`)
}

async function send(outgoing: Outgoing, request: OutgoingRequest) {
  try {
    return await outgoing.send(request)
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    // Where we do not go today we do not go on the next attempt either.
    const rule = error.failure === 'blocked' ? 'automation.invalid' : 'automation.call-failed'
    throw new AppError(rule, error.message, { cause: error })
  }
}

function typeOf(body: string): string {
  return /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8'
}

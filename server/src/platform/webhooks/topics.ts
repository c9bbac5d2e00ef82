import { typesOf } from '@groundwork/contract/platform/events.ts'
import type { Actor } from '../access/actor.ts'
import { canHear } from '../events/events.policy.ts'
import type { LogRow } from '../events/log.queries.ts'

interface Subscriber {
  id: string
  topics: string[]
}

type Happened = Pick<LogRow, 'type' | 'actor_id' | 'subject_id'>

/** Exactly what the endpoint asks for and whoever it acts for may hear. News of an endpoint never goes to itself. */
export function isFor({ id, topics }: Subscriber, actor: Actor, event: Happened): boolean {
  return typesOf(topics).includes(event.type) && event.subject_id !== id && canHear(actor, event)
}

import { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import type { Actor } from '../access/actor.ts'
import type { ReadCtx } from '../context.ts'
import { resourceNamed, resourceOfEvent } from './registry.ts'
import { reachableIds, rowLimits } from './row-rights.ts'

// What happened is told as far as the records it is about are seen: to lists of events, live updates, webhooks,
// automations and notifications, and in the trail. What counts is who sees the record now: whoever sees it sees how it
// came to be. A record that is gone for good is seen by those alone whose rows nothing limits.

interface Happened {
  type: string
  subject_id: string
  payload: unknown
}

type FindRecord = (payload: Record<string, unknown>) => RecordRef | undefined
const finders = new Map<string, FindRecord>()

/** For events whose subject is no record and belongs to one: `message` for `message.updated`. */
export function eventsAreAbout(event: string, find: FindRecord): void {
  finders.set(event, find)
}

/** The record that an event is about, by its subject or as its payload says. */
export function recordOfEvent({ type, subject_id: recordId, payload }: Happened): RecordRef | undefined {
  const resource = resourceOfEvent(type)
  if (resource) return { resource: resource.name, recordId }
  // Payloads are objects: every schema of contract/events.ts is one.
  const said = payload as Record<string, unknown>
  const find = finders.get(type.slice(0, type.lastIndexOf('.')))
  if (find) return find(said)
  const ref = RecordRef.safeParse({ resource: said['resource'], recordId: said['recordId'] })
  return ref.success ? ref.data : undefined
}

/** Those events that somebody may hear of by the records they are about. Their types are decided in events.policy.ts. */
export function heardEvents<Row extends Happened>(
  ctx: Pick<ReadCtx, 'tx' | 'actor'>,
  rows: readonly Row[],
): Promise<Row[]> {
  return about(ctx, rows, recordOfEvent)
}

/** Of whatever is about records: what is about one that they see, or about none. */
export async function about<Item>(
  ctx: Pick<ReadCtx, 'tx' | 'actor'>,
  items: readonly Item[],
  recordOf: (item: Item) => RecordRef | undefined,
): Promise<Item[]> {
  const refs = items.flatMap((item) => recordOf(item) ?? []).filter(({ resource }) => isLimited(ctx.actor, resource))
  if (refs.length === 0) return [...items]
  const seen = new Map<string, Set<string>>()
  for (const [name, its] of Map.groupBy(refs, ({ resource }) => resource)) {
    const resource = resourceNamed(name)
    const ids = [...new Set(its.map(({ recordId }) => recordId))]
    if (resource) seen.set(name, await reachableIds(ctx, resource, 'read', ids))
  }
  return items.filter((item) => {
    const ref = recordOf(item)
    return ref === undefined || seen.get(ref.resource)?.has(ref.recordId) !== false
  })
}

function isLimited(actor: Actor, name: string): boolean {
  const resource = resourceNamed(name)
  return resource !== undefined && rowLimits(actor, resource, 'read').length > 0
}

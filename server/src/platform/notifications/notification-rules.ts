import type { EventPayload, EventType } from '@groundwork/contract/events.ts'
import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Tx } from '../database/transaction.ts'

/** What somebody reads; plain text, made when the event is read. */
export interface Notice {
  title: string
  body?: string
  /** The page of the console that it is about. */
  href?: string
}

/** These people, and everybody who may do that. Nobody is told of what they did themselves, unless named. */
export interface Audience {
  userIds?: readonly (string | null)[]
  permission?: Permission
}

export interface Happened<T extends EventType = EventType> {
  id: string
  tenantId: string
  subjectId: string
  actorId: string | null
  createdAt: string
  payload: EventPayload<T>
}

/** Which event tells whom what. A kind of news may come from several events and is switched on and off as one. */
export interface NotificationRule<T extends EventType = EventType> {
  event: T
  kind: string
  /** Undefined: this one is no news. */
  audienceOf(event: Happened<T>): Audience | undefined
  noticeOf(tx: Tx, event: Happened<T>): Promise<Notice> | Notice
}

/** As people see it among their preferences. */
export interface NotificationKind {
  kind: string
  title: string
  description: string
}

const rules: NotificationRule[] = []
const kinds = new Map<string, NotificationKind>()

export function offerNotificationKind(kind: NotificationKind): void {
  kinds.set(kind.kind, kind)
}

/** Tells people of an event; a floor or a trade adds its own, and names the kind once before. */
export function notifyOn<T extends EventType>(rule: NotificationRule<T>): void {
  if (!kinds.has(rule.kind)) throw new Error(`Say what '${rule.kind}' is with offerNotificationKind first`)
  // The reader hands a rule events of its own type alone, so the payload is the one it expects.
  rules.push(rule as unknown as NotificationRule)
}

export function rulesFor(type: EventType): NotificationRule[] {
  return rules.filter(({ event }) => event === type)
}

export function eventsWithRules(): EventType[] {
  return [...new Set(rules.map(({ event }) => event))]
}

export function notificationKinds(): NotificationKind[] {
  return [...kinds.values()]
}

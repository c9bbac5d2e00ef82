import { EVENTS, type EventType } from '../events.ts'

// Progress comes several times a second, and automations that are set off by automations only chase each other.
const NEVER = /^(job\.|automation\.)/

/** The events that can set off an automation. */
export const TRIGGERS: readonly EventType[] = Object.keys(EVENTS).flatMap((type) =>
  isEventType(type) && !NEVER.test(type) ? [type] : [],
)

export function isTrigger(type: string): type is EventType {
  return TRIGGERS.some((trigger) => trigger === type)
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENTS, type)
}

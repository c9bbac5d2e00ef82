import { Follower } from '../events/follower.ts'
import type { Services } from '../services.ts'
import { readNotifications } from './notification-reader.ts'

/** An import writes thousands of events, and news may wait a moment. */
const GATHER_MS = 150

export function notificationFollower(services: Services): Follower {
  const read = (tenantId: string) => readNotifications(services, tenantId)
  return new Follower(services, { name: 'notifications', gatherMs: GATHER_MS, read })
}

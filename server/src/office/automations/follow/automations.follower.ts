import { Follower } from '#platform/events/follower.ts'
import type { Services } from '#platform/services.ts'
import { readLog } from './read-log.ts'

export function automationFollower(services: Services): Follower {
  return new Follower(services, { name: 'automations', read: (tenantId) => readLog(services, tenantId) })
}

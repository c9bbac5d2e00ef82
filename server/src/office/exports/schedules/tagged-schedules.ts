import { addTagUser } from '#platform/tags/tag-users.ts'
import { listSchedulesOfTag, renameTagInSchedules } from './schedules.queries.ts'

const NAMED = 20

addTagUser({
  kind: 'export schedules',
  find: async ({ tx, actor }, tag) => {
    const rows = await listSchedulesOfTag(tx, { tenantId: actor.tenant.id, tag, limit: NAMED })
    return rows.map(({ name }) => name)
  },
  rename: async ({ tx, actor, now }, from, to) => {
    await renameTagInSchedules(tx, { tenantId: actor.tenant.id, from, to, now: now.toISOString() })
  },
})

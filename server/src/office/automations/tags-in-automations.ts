import { addTagUser } from '#platform/tags/tag-users.ts'
import { listNaming } from './automations.queries.ts'

const NAMED = 20

// Not renamed: an expression may mean another word that is spelt the same, and saving makes one the maker.
addTagUser({
  kind: 'automations',
  find: async ({ tx, actor }, tag) => {
    const text = JSON.stringify(tag).slice(1, -1)
    const rows = await listNaming(tx, { tenantId: actor.tenant.id, text, limit: NAMED })
    return rows.map(({ name }) => name)
  },
})

import type { Ctx, ReadCtx } from '../context.ts'
import { addTagUser } from '../tags/tag-users.ts'
import { listViewsWithTags, setViewQueries } from './views.queries.ts'

const NAMED = 20

addTagUser({
  kind: 'saved views',
  find: async (ctx, tag) => (await viewsWith(ctx, tag)).slice(0, NAMED).map(({ name }) => name),
  rename: async (ctx: Ctx, from, to) => {
    const rows = (await viewsWith(ctx, from)).map(({ id, query }) => ({ id, query: withTag(query, to) }))
    if (rows.length > 0) await setViewQueries(ctx.tx, { tenantId: ctx.actor.tenant.id, rows: JSON.stringify(rows) })
  },
})

async function viewsWith({ tx, actor }: ReadCtx, tag: string) {
  const rows = await listViewsWithTags(tx, { tenantId: actor.tenant.id })
  return rows.filter(({ query }) => new URLSearchParams(query).get('tag') === tag)
}

function withTag(query: string, tag: string): string {
  const params = new URLSearchParams(query)
  params.set('tag', tag)
  return params.toString()
}

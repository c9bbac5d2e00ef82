import { MAX_USES_COUNTED, MAX_USES_LISTED, type TagCounts, type TagUses } from '@groundwork/contract/platform/tags.ts'
import type { ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import { allResources } from '../resource/registry.ts'
import type { AnyResource } from '../resource/resource.ts'
import { tagUsers } from './tag-users.ts'
import { countTagged } from './tagged-records.queries.ts'
import { findTag, listTagNames } from './tags.queries.ts'

const MOST_TAGS = 500

/** The kinds of records that carry tags. */
export function taggedResources(): AnyResource[] {
  return allResources().filter(({ columns }) => columns.includes('tags'))
}

/** How many records carry each tag. */
export async function countUses({ tx, actor }: ReadCtx): Promise<TagCounts> {
  const tenantId = actor.tenant.id
  const tags = await listTagNames(tx, { tenantId, limit: MOST_TAGS })
  const names = tags.map(({ name }) => name)
  const counts = new Map<string, number>()
  for (const { table } of taggedResources())
    for (const { name, count } of await countTagged(tx, table, { tenantId, names, limit: MAX_USES_LISTED }))
      counts.set(name, (counts.get(name) ?? 0) + count)
  return { tags: tags.map(({ id, name }) => ({ id, records: Math.min(counts.get(name) ?? 0, MAX_USES_LISTED) })) }
}

/** What would have to follow another name. */
export async function usesOf(ctx: ReadCtx, id: string): Promise<TagUses> {
  const tag = await findTag(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!tag) throw notFound('tag')
  const others = []
  for (const { kind, find, rename } of tagUsers()) {
    const names = await find(ctx, tag.name)
    if (names.length > 0) others.push({ kind, names, follows: rename !== undefined })
  }
  return {
    records: (await recordsWith(ctx, tag.name)).map(({ resource, count }) => ({ resource: resource.name, count })),
    others,
  }
}

/** The kinds of which some record carries it, with how many do. */
export async function recordsWith(
  { tx, actor }: ReadCtx,
  name: string,
): Promise<{ resource: AnyResource; count: number }[]> {
  const found = []
  for (const resource of taggedResources()) {
    const params = { tenantId: actor.tenant.id, names: [name], limit: MAX_USES_COUNTED }
    const [counted] = await countTagged(tx, resource.table, params)
    if (counted && counted.count > 0) found.push({ resource, count: counted.count })
  }
  return found
}

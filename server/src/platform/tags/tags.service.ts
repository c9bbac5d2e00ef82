import { type CreateTag, type Tag, TagList, type UpdateTag } from '@groundwork/contract/platform/tags.ts'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import type { Ctx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import type { PlainList } from '../resource/plain-list.ts'
import { allResources } from '../resource/registry.ts'
import {
  countTagged,
  deleteTag,
  insertTag,
  lockTag,
  TAG_COLUMNS,
  type TagRow,
  updateTagColour,
} from './tags.queries.ts'

export const tagList: PlainList<TagRow, Tag> = {
  name: 'tags',
  table: 'tags',
  isPerTenant: true,
  columns: TAG_COLUMNS,
  shape: TagList,
  filters: {},
  sorts: {
    name: { column: 'name', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
  },
  searched: sql<string>`' ' || lower(unaccent(name))`,
  toItem: toTag,
  can: tagAbilities,
}

export async function createTag(ctx: Ctx, { name, colour }: CreateTag): Promise<Tag> {
  const row = await insertTag(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(ctx.now.getTime()),
    name,
    colour,
    createdBy: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  if (!row) throw nameTaken(name)
  leaveTrail(ctx, 'tag.created', row)
  return toTag(row)
}

/** The colour only: the name is on the records, and another name is another tag. */
export async function changeTag(ctx: Ctx, id: string, { colour }: UpdateTag): Promise<Tag> {
  const row = await updateTagColour(ctx.tx, { tenantId: ctx.actor.tenant.id, id, colour, updatedBy: ctx.actor.id })
  if (!row) throw notFound('tag')
  leaveTrail(ctx, 'tag.updated', row)
  return toTag(row)
}

const COUNTED = 1000

export async function removeTag(ctx: Ctx, id: string): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  const row = await lockTag(ctx.tx, key)
  if (!row) throw notFound('tag')
  for (const { table, noun } of allResources().filter(({ columns }) => columns.includes('tags'))) {
    const count = await countTagged(ctx.tx, table, { tenantId: key.tenantId, name: row.name, limit: COUNTED })
    if (count > 0) throw inUse(row.name, count, noun)
  }
  await deleteTag(ctx.tx, key)
  leaveTrail(ctx, 'tag.deleted', row)
}

function leaveTrail(ctx: Ctx, what: 'tag.created' | 'tag.updated' | 'tag.deleted', { id, name, colour }: TagRow): void {
  ctx.audit(what, { resource: { type: 'platform.tags', id }, note: `${name}, ${colour}` })
  ctx.emit(what, id, { id, name })
}

function nameTaken(name: string): AppError {
  const message = `There is a tag '${name}' already`
  return new AppError('tag.name-taken', message, { details: [{ field: 'name', message }] })
}

function inUse(name: string, count: number, noun: string): AppError {
  const many =
    count >= COUNTED
      ? `${COUNTED} or more ${noun}s carry`
      : count === 1
        ? `1 ${noun} carries`
        : `${count} ${noun}s carry`
  return new AppError('tag.in-use', `${many} the tag '${name}'; filter by it and take it off there first`)
}

function toTag(row: TagRow): Tag {
  return { id: row.id, name: row.name, colour: row.colour, createdAt: row.created_at }
}

function tagAbilities(actor: Actor): Record<string, boolean> {
  const isAllowed = can(actor, 'platform.tags.update')
  return { update: isAllowed, remove: isAllowed }
}

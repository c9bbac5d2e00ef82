import {
  type CreateTag,
  MAX_USES_COUNTED,
  type Tag,
  TagList,
  type UpdateTag,
} from '@groundwork/contract/platform/tags.ts'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import { diffRecords } from '../audit/diff.ts'
import type { Ctx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { assertExpectedVersion } from '../resource/expected-version.ts'
import type { PlainList } from '../resource/plain-list.ts'
import { assertSettled, carryOver } from './rename-tag.ts'
import { recordsWith } from './tag-uses.ts'
import { deleteTag, findTagNamed, insertTag, lockTag, TAG_COLUMNS, type TagRow, updateTag } from './tags.queries.ts'
import { toTag } from './to-tag.ts'

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

/** A new name is taken by whatever carries the tag, soon after: see rename-tag.ts. */
export async function changeTag(ctx: Ctx, id: string, input: UpdateTag, ifMatch: string | undefined): Promise<Tag> {
  const tenantId = ctx.actor.tenant.id
  const current = await lockTag(ctx.tx, { tenantId, id })
  if (!current) throw notFound('tag')
  const before = toTag(current)
  assertExpectedVersion(ifMatch, { noun: 'tag', version: current.version, record: before })
  const { name = current.name, colour = current.colour } = input
  if (name === current.name && colour === current.colour) return before
  const isRenamed = name !== current.name
  if (isRenamed) {
    if (await findTagNamed(ctx.tx, { tenantId, id, name })) throw nameTaken(name)
    await carryOver(ctx, { id, from: current.name, to: name })
  }
  const row = await updateTag(ctx.tx, { tenantId, id, name, colour, updatedBy: ctx.actor.id })
  if (!row) throw notFound('tag')
  const after = toTag(row)
  const resource = { type: 'platform.tags', id, version: row.version }
  ctx.audit('tag.updated', { resource, changes: diffRecords(before, after), note: name })
  ctx.emit('tag.updated', id, { id, name, ...(isRenamed ? { previousName: current.name } : {}) })
  return after
}

export async function removeTag(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  const row = await lockTag(ctx.tx, key)
  if (!row) throw notFound('tag')
  assertExpectedVersion(ifMatch, { noun: 'tag', version: row.version, record: toTag(row) })
  const [used] = await recordsWith(ctx, row.name)
  if (used) throw inUse(row.name, used.count, used.resource.noun)
  await assertSettled(ctx, id)
  await deleteTag(ctx.tx, key)
  leaveTrail(ctx, 'tag.deleted', row)
}

function leaveTrail(ctx: Ctx, what: 'tag.created' | 'tag.deleted', { id, name, colour }: TagRow): void {
  ctx.audit(what, { resource: { type: 'platform.tags', id }, note: `${name}, ${colour}` })
  ctx.emit(what, id, { id, name })
}

function nameTaken(name: string): AppError {
  const message = `There is a tag '${name}' already`
  return new AppError('tag.name-taken', message, { details: [{ field: 'name', message }] })
}

function inUse(name: string, count: number, noun: string): AppError {
  const many =
    count >= MAX_USES_COUNTED
      ? `${MAX_USES_COUNTED} or more ${noun}s carry`
      : count === 1
        ? `1 ${noun} carries`
        : `${count} ${noun}s carry`
  return new AppError('tag.in-use', `${many} the tag '${name}'; take it off there first, or merge it into another tag`)
}

function tagAbilities(actor: Actor): Record<string, boolean> {
  const isAllowed = can(actor, 'platform.tags.update')
  return { update: isAllowed, remove: isAllowed }
}

import type { MergeTag, TagMerged } from '@groundwork/contract/platform/tags.ts'
import { assertCan } from '../access/can.ts'
import type { Ctx } from '../context.ts'
import { AppError, invalidField, notFound } from '../errors.ts'
import { permissionOf } from '../resource/expand.ts'
import { assertExpectedVersion } from '../resource/expected-version.ts'
import { carryTag } from './carry-tag.job.ts'
import { tagUsers } from './tag-users.ts'
import { recordsWith } from './tag-uses.ts'
import { deleteTag, findTag, isCarried, lockTag } from './tags.queries.ts'
import { toTag } from './to-tag.ts'

/**
 * What names the tag takes its new name: views and the like at once, records by a job, for there may be thousands. Who
 * asks must be allowed to change what carries it.
 */
export async function carryOver(ctx: Ctx, tag: { id: string; from: string; to: string }): Promise<string> {
  await assertSettled(ctx, tag.id)
  for (const { resource } of await recordsWith(ctx, tag.from))
    assertCan(ctx.actor, permissionOf(resource.name, 'update'))
  for (const { rename } of tagUsers()) await rename?.(ctx, tag.from, tag.to)
  return ctx.addJob(carryTag, { tagId: tag.id, from: tag.from, to: tag.to })
}

/** Two jobs on one tag could undo each other's work. */
export async function assertSettled({ tx, actor }: Ctx, id: string): Promise<void> {
  const found = await isCarried(tx, { tenantId: actor.tenant.id, id })
  if (found?.is_carried)
    throw new AppError('tag.busy', 'A job still changes the records that carry this tag; try again when it has ended')
}

/** The tag goes; whatever carried it carries the other one. */
export async function mergeTag(
  ctx: Ctx,
  id: string,
  { intoId }: MergeTag,
  ifMatch: string | undefined,
): Promise<TagMerged> {
  const tenantId = ctx.actor.tenant.id
  const row = await lockTag(ctx.tx, { tenantId, id })
  if (!row) throw notFound('tag')
  assertExpectedVersion(ifMatch, { noun: 'tag', version: row.version, record: toTag(row) })
  if (id === intoId) throw invalidField('intoId', 'Choose another tag than this one')
  const into = await findTag(ctx.tx, { tenantId, id: intoId })
  if (!into) throw notFound('tag')
  await assertSettled(ctx, id)
  const jobId = await carryOver(ctx, { id: intoId, from: row.name, to: into.name })
  await deleteTag(ctx.tx, { tenantId, id })
  ctx.audit('tag.merged', { resource: { type: 'platform.tags', id }, note: `${row.name} into ${into.name}` })
  ctx.emit('tag.merged', id, { id, name: row.name, intoId, into: into.name })
  return { into: toTag(into), jobId }
}

import type { FileUse, StoredFile } from '@groundwork/contract/platform/files.ts'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import { about } from '../resource/event-subjects.ts'
import { seesAllRows } from '../resource/row-rights.ts'
import { listUses } from './file-places.ts'
import { type FileRow, findFile, markUnused, markUsed } from './files.queries.ts'
import { toFiles } from './to-file.ts'

/** One's own uploads, and with the permission those of everybody: a file may stand on any record. */
export function canReadFile(actor: Actor, file: Pick<FileRow, 'created_by'>): boolean {
  return file.created_by === actor.id || seesFilesOfOthers(actor)
}

export function seesFilesOfOthers(actor: Actor): boolean {
  return can(actor, 'platform.files.read') && seesAllRows(actor)
}

export async function findVisibleFile(ctx: ReadCtx, id: string): Promise<FileRow> {
  const row = await findFile(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row || !canReadFile(ctx.actor, row)) throw notFound('file')
  return row
}

export async function getFile(ctx: ReadCtx, id: string): Promise<StoredFile> {
  const [file] = await toFiles(ctx, [await findVisibleFile(ctx, id)])
  if (!file) throw notFound('file')
  return file
}

export async function listFileUses(ctx: ReadCtx, id: string): Promise<FileUse[]> {
  await findVisibleFile(ctx, id)
  const uses = await listUses(ctx.tx, ctx.actor.tenant.id, [id])
  return about(
    ctx,
    uses.map(({ resource, recordId }) => ({ resource, recordId })),
    (use) => use,
  )
}

/** For whoever is about to refer to a file of the actor's: it stays as long as they do. */
export async function useFile(ctx: Ctx, id: string): Promise<FileRow> {
  const row = await findVisibleFile(ctx, id)
  if (!(await markUsed(ctx.tx, { tenantId: ctx.actor.tenant.id, id }))) throw notFound('file')
  return row
}

/** For whoever has just stopped referring to files: those that nobody else needs go after a day. */
export async function releaseFiles(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const tenantId = ctx.actor.tenant.id
  const used = new Set((await listUses(ctx.tx, tenantId, ids)).map(({ file_id }) => file_id))
  const unused = ids.filter((id) => !used.has(id))
  if (unused.length > 0) await markUnused(ctx.tx, { tenantId, ids: unused, now: ctx.now.toISOString() })
}

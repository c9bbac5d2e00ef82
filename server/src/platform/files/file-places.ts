import type { Permission } from '@groundwork/contract/permissions.ts'
import type { FileUse } from '@groundwork/contract/platform/files.ts'
import { can } from '../access/can.ts'
import type { ReadCtx } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { about } from '../resource/event-subjects.ts'
import { permissionOf } from '../resource/expand.ts'

type Place = FileUse & { file_id: string }

/** Where files may be referred to. Whoever keeps ids of files says which, so that none is swept away under them. */
export interface FilePlace {
  /** Who sees files there at all; the record's own permission and row rules hold besides. */
  access: Permission
  listUses(tx: Tx, params: { tenantId: string; fileIds: readonly string[] }): Promise<Place[]>
}

const places: FilePlace[] = []

export function addFilePlace(place: FilePlace): void {
  places.push(place)
}

export async function listUses(tx: Tx, tenantId: string, fileIds: readonly string[]): Promise<Place[]> {
  if (fileIds.length === 0) return []
  return (await Promise.all(places.map((place) => place.listUses(tx, { tenantId, fileIds })))).flat()
}

/** Where somebody may meet a file. */
export async function listSeenUses(ctx: Pick<ReadCtx, 'tx' | 'actor'>, fileId: string): Promise<Place[]> {
  const open = places.filter(({ access }) => can(ctx.actor, access))
  const params = { tenantId: ctx.actor.tenant.id, fileIds: [fileId] }
  const uses = (await Promise.all(open.map((place) => place.listUses(ctx.tx, params)))).flat()
  const readable = uses.filter(({ resource }) => can(ctx.actor, permissionOf(resource, 'read')))
  return about(ctx, readable, (use) => use)
}

import type { FileUse } from '@groundwork/contract/platform/files.ts'
import type { Tx } from '../database/transaction.ts'

type Place = FileUse & { file_id: string }

/** Where files may be referred to. Whoever keeps ids of files says which, so that none is swept away under them. */
export interface FilePlace {
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

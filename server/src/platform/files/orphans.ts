import type { Tx } from '../database/transaction.ts'
import { listUses } from './file-places.ts'
import { deleteFiles, listKeysOfFiles, listUnused } from './files.queries.ts'
import type { FileUser } from './sweep-files.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const AT_ONCE = 500

/** A day to attach what was uploaded, or to take back what was removed; then the row goes, and its content with the sweep. */
async function dropOrphans(tx: Tx, { tenantId, now }: { tenantId: string; now: string }): Promise<void> {
  const before = new Date(Date.parse(now) - DAY_MS).toISOString()
  const ids = (await listUnused(tx, { tenantId, before, limit: AT_ONCE })).map(({ id }) => id)
  const used = new Set((await listUses(tx, tenantId, ids)).map(({ file_id }) => file_id))
  await deleteFiles(tx, { tenantId, ids: ids.filter((id) => !used.has(id)) })
}

export const uploadedFiles: FileUser = { release: dropOrphans, listUsed: listKeysOfFiles }

import type { Tx } from '../database/transaction.ts'
import { findEnd } from './log.queries.ts'
import type { Position } from './position.ts'
import { lockReader, moveReader, type ReaderKey } from './readers.queries.ts'

/**
 * A reader's place, held until the transaction ends: processes that read the same log come one after the other, and the
 * second finds what the first has left. After a restore into another database the old place means nothing, and it goes
 * on from the end.
 */
export async function holdPlace(tx: Tx, key: ReaderKey): Promise<Position | undefined> {
  const place = await lockReader(tx, key)
  if (!place?.is_future) return place
  const end = await findEnd(tx, {})
  if (!end) throw new Error('The log has no end')
  await moveReader(tx, { ...key, ...end })
  return end
}

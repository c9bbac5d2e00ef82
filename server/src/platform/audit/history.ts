import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import type { ReadCtx } from '../context.ts'
import type { Page } from '../http/route.ts'
import { toHistoryEntry } from './entries.ts'
import { pageOfEntries } from './newest-first.ts'

interface HistoryOf {
  tenantId: string
  resourceType: string
  resourceId: string
  limit: number
  cursor?: string | undefined
}

/** What happened to one record, newest first. Whether the caller may see the record is decided before. */
export function listHistory(
  { tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>,
  wanted: HistoryOf,
): Promise<Page<HistoryEntry>> {
  return pageOfEntries(tx, wanted, (row) => toHistoryEntry(actor, row))
}

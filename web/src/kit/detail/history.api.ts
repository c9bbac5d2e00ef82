import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'

const ENTRIES = 15

/** Newest first, by cursor. Under the resource's keys, so that a change asks for it again. */
export function useHistory<T extends BaseRecord>(resource: Resource<T>, id: string) {
  return useInfiniteQuery({
    queryKey: [resource.path, 'history', id],
    queryFn: ({ pageParam, signal }) =>
      api.list<HistoryEntry>(`${resource.path}/${id}/history`, {
        query: { limit: ENTRIES, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
  })
}

import type { SearchResult } from '@groundwork/contract/platform/search.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

const FRESH_MS = 10_000

/** What the server finds for the words; what it found before stays until the new answer is there. */
export function useSearch(words: string) {
  return useQuery({
    queryKey: ['search', words],
    queryFn: ({ signal }) => api.get<SearchResult>('search', { query: { q: words }, signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    enabled: words !== '',
  })
}

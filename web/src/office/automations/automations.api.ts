import type { AutomationRun, DryRunRequest } from '@groundwork/contract/office/automations.ts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveKey } from '#kit/live/use-live.ts'
import { automations } from './automations.resource.ts'

/** What there is to choose from; the words of the contract, so they stay the same for as long as the page lives. */
export function useVocabulary() {
  return useQuery({
    queryKey: [automations.path, 'vocabulary'],
    queryFn: ({ signal }) => groundwork.get('automations/vocabulary', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useDryRun() {
  return useMutation({ mutationFn: (rule: DryRunRequest) => groundwork.post('automations/dry-run', rule) })
}

const MOVING_MS = 2_000
const ROWS = 25
const RUNS = `${automations.path}/runs`

interface RunFilters {
  automation: string | undefined
  state: string | undefined
  since: string | undefined
}

export function useRuns(filters: RunFilters) {
  useLiveKey(RUNS, ['automation', 'job'])
  return useInfiniteQuery({
    queryKey: [RUNS, filters],
    queryFn: ({ pageParam, signal }) =>
      api.list<AutomationRun>(RUNS, { query: { ...filters, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
    refetchInterval: ({ state: { data } }) => (data?.pages.some(({ rows }) => rows.some(isMoving)) ? MOVING_MS : false),
  })
}

function isMoving({ state }: AutomationRun): boolean {
  return state === 'waiting' || state === 'running'
}

export function useRetryRun(automationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (runId: string) => groundwork.post(`automations/${automationId}/runs/${runId}/retry`),
    onSuccess: () => client.invalidateQueries({ queryKey: [RUNS] }),
  })
}

/** The secret stays in the component that asked: it must not lie in a cache. */
export function useSigningSecret(automationId: string) {
  return useMutation({ gcTime: 0, mutationFn: () => groundwork.post(`automations/${automationId}/signing-secret`) })
}

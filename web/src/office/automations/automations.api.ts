import type { DryRunRequest } from '@groundwork/contract/office/automations.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
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

export function useRetryRun(automationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (runId: string) => groundwork.post(`automations/${automationId}/runs/${runId}/retry`),
    onSuccess: () => client.invalidateQueries({ queryKey: [runsPath(automationId)] }),
  })
}

/** The secret stays in the component that asked: it must not lie in a cache. */
export function useSigningSecret(automationId: string) {
  return useMutation({ gcTime: 0, mutationFn: () => groundwork.post(`automations/${automationId}/signing-secret`) })
}

export function runsPath(automationId: string): string {
  return `${automations.path}/${automationId}/runs`
}

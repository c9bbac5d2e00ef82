import type { CreateExport, Export } from '@groundwork/contract/office/exports.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, api } from '#kit/api/client.ts'

export const EXPORTS = 'exports'
const MOVING_MS = 1_000

export function isMoving({ state }: Pick<Export, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

export function useCreateExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateExport) => api.post<Export>(EXPORTS, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [EXPORTS] }),
  })
}

export function useExport(made: Export) {
  return useQuery({
    queryKey: [EXPORTS, 'record', made.id],
    queryFn: ({ signal }) => api.get<Export>(`${EXPORTS}/${made.id}`, { signal }),
    initialData: made,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  })
}

/** An export stops when the job that makes it does. */
export function useCancelExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (jobId: string) => api.post<unknown>(`jobs/${jobId}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: [EXPORTS] }),
  })
}

export function downloadAddress(id: string): string {
  return addressOf(`${EXPORTS}/${id}/download`)
}

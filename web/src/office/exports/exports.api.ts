import type { CreateExport, Export } from '@groundwork/contract/office/exports.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'

export const EXPORTS = 'exports'
const MOVING_MS = 1_000
const KEPT_MS = 10 * 60_000

export function isMoving({ state }: Pick<Export, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

export function useCreateExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateExport) => groundwork.post(EXPORTS, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [EXPORTS] }),
  })
}

export function useExport(made: Export) {
  return useQuery({
    queryKey: [EXPORTS, 'record', made.id],
    queryFn: ({ signal }) => groundwork.get(`${EXPORTS}/${made.id}`, { signal }),
    initialData: made,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  })
}

/** The columns that a file of this resource can have, in their order. */
export function useFileColumns(resource: string) {
  const { data } = useQuery({
    queryKey: [EXPORTS, 'resources'],
    queryFn: ({ signal }) => groundwork.get('exports/resources', { signal }),
    staleTime: KEPT_MS,
  })
  return data?.resources.find((one) => one.resource === resource)?.columns
}

/** An export stops when the job that makes it does. */
export function useCancelExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (jobId: string) => groundwork.post(`jobs/${jobId}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: [EXPORTS] }),
  })
}

/** Who has the link has the file, so it stays in the component that asked. */
export function useExportLink() {
  return useMutation({ gcTime: 0, mutationFn: (id: string) => groundwork.post(`${EXPORTS}/${id}/link`) })
}

export function downloadAddress(id: string): string {
  return addressOf(`${EXPORTS}/${id}/download`)
}

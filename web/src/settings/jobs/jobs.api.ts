import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

export const JOBS = 'jobs'
const REFRESH_MS = 10_000

/** Under the list's keys, so that a job that moves on moves the figures too. */
export function useJobSummary(isOn: boolean) {
  return useQuery({
    queryKey: [JOBS, 'summary'],
    queryFn: ({ signal }) => groundwork.get(`${JOBS}/summary`, { signal }),
    enabled: isOn,
    refetchInterval: REFRESH_MS,
  })
}

export function useRetryJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.post(`${JOBS}/${id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: [JOBS] }),
  })
}

export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.post(`${JOBS}/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: [JOBS] }),
  })
}

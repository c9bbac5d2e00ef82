import type { Job, JobSummary } from '@groundwork/contract/platform/jobs.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

export const JOBS = 'jobs'
const REFRESH_MS = 10_000

/** Under the list's keys, so that a job that moves on moves the figures too. */
export function useJobSummary(isOn: boolean) {
  return useQuery({
    queryKey: [JOBS, 'summary'],
    queryFn: ({ signal }) => api.get<JobSummary>(`${JOBS}/summary`, { signal }),
    enabled: isOn,
    refetchInterval: REFRESH_MS,
  })
}

export function useRetryJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<Job>(`${JOBS}/${id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: [JOBS] }),
  })
}

export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<Job>(`${JOBS}/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: [JOBS] }),
  })
}

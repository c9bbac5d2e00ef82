import { useMutation, useQuery } from '@tanstack/react-query'
import { complain } from '#kit/api/complain.ts'
import { groundwork } from '#kit/api/groundwork.ts'

const OPEN_MS = 15_000

/** Who has let support in. There is no event for somebody who stands outside, so it is asked again. */
export function useOpenSupport() {
  return useQuery({
    queryKey: ['support', 'open'],
    queryFn: async ({ signal }) => (await groundwork.list('support/open', { signal })).rows,
    refetchInterval: OPEN_MS,
  })
}

/** A new page load, so that nothing of what was seen stays in memory. */
export function useLeaveSupport() {
  return useMutation({
    mutationFn: () => groundwork.post('support/leave'),
    onSuccess: () => window.location.assign('/'),
    onError: complain,
  })
}

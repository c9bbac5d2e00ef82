import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

const KEY = ['auth/sessions']

export function useSessions() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await groundwork.list('auth/sessions', { signal })).rows,
  })
}

export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.remove(`auth/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useEndOtherSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => groundwork.post('auth/sessions/revoke-others'),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

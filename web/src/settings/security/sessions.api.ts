import type { Session } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

const KEY = ['auth/sessions']

export function useSessions() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await api.list<Session>('auth/sessions', { signal })).rows,
  })
}

export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.remove(`auth/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useEndOtherSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<{ ended: number }>('auth/sessions/revoke-others'),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

const KEY = ['auth/identities']

export function useIdentities() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => groundwork.get('auth/identities', { signal }) })
}

/** Leaves for the provider's page; the browser comes back here. */
export function useConnect() {
  return useMutation({
    mutationFn: () => groundwork.post('auth/oidc/connect', { next: '/settings/security' }),
    onSuccess: ({ url }) => window.location.assign(url),
  })
}

export function useDisconnect() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.remove(`auth/identities/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

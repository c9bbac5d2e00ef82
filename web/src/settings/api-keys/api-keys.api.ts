import type { CreateApiKey, CreatedApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { groundwork } from '#kit/api/groundwork.ts'

export const API_KEYS = 'api-keys'
export type NewKey = z.infer<typeof CreatedApiKey>
const MAX_LIMIT = 100

export function useApiKeys(isOn = true) {
  return useQuery({
    queryKey: [API_KEYS, 'first'],
    queryFn: async ({ signal }) => (await groundwork.list(API_KEYS, { query: { limit: MAX_LIMIT }, signal })).rows,
    enabled: isOn,
  })
}

/** The key that comes back stays in the component that asked: it must not lie in a cache. */
export function useCreateApiKey() {
  const client = useQueryClient()
  return useMutation({
    gcTime: 0,
    mutationFn: (body: CreateApiKey) => groundwork.post(API_KEYS, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [API_KEYS] }),
  })
}

export function useRevokeApiKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.remove(`${API_KEYS}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [API_KEYS] }),
  })
}

import type { CreateApiKey, CreatedApiKey, UpdateApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { groundwork } from '#kit/api/groundwork.ts'

export const API_KEYS = 'api-keys'
export type NewKey = z.infer<typeof CreatedApiKey>
const MAX_LIMIT = 100
const USAGE_MS = 15_000

export function useApiKeys(isOn = true) {
  return useQuery({
    queryKey: [API_KEYS, 'first'],
    queryFn: async ({ signal }) => (await groundwork.list(API_KEYS, { query: { limit: MAX_LIMIT }, signal })).rows,
    enabled: isOn,
  })
}

export function useApiKey(id: string) {
  return useQuery({
    queryKey: [API_KEYS, 'record', id],
    queryFn: ({ signal }) => groundwork.get(`${API_KEYS}/${id}`, { query: { expand: 'can' }, signal }),
  })
}

/** Counted by the server every ten seconds, so an open page follows. */
export function useApiKeyUsage(id: string, span: { from: string; to: string }, groupBy: 'day' | 'route') {
  return useQuery({
    queryKey: [API_KEYS, 'usage', id, span.from, span.to, groupBy],
    queryFn: ({ signal }) => groundwork.get(`${API_KEYS}/${id}/usage`, { query: { ...span, groupBy }, signal }),
    refetchInterval: USAGE_MS,
    placeholderData: (before) => before,
  })
}

/** The key that comes back from some stays in the component that asked: it must not lie in a cache. */
function useDeed<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    gcTime: 0,
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: [API_KEYS] }),
  })
}

export const useCreateApiKey = () => useDeed((body: CreateApiKey) => groundwork.post(API_KEYS, body))

export const useChangeApiKey = (id: string, etag: string) =>
  useDeed((body: UpdateApiKey) => groundwork.patch(`${API_KEYS}/${id}`, body, etag))

export const useRotateApiKey = (id: string) =>
  useDeed((overlapHours: number) => groundwork.post(`${API_KEYS}/${id}/rotate`, { overlapHours }))

export const useEndPrevious = (id: string) => useDeed(() => groundwork.post(`${API_KEYS}/${id}/end-previous`))

export const useRevokeApiKey = () => useDeed((id: string) => groundwork.remove(`${API_KEYS}/${id}`))

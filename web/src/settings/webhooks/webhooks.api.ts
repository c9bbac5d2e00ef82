import type {
  CreatedWebhook,
  CreateWebhook,
  UpdateWebhook,
  WebhookDeliveryDetail,
} from '@groundwork/contract/platform/webhooks.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveKey } from '#kit/live/use-live.ts'

export const WEBHOOKS = 'webhooks'
export type NewWebhook = z.infer<typeof CreatedWebhook>

const MOVING_MS = 2_000

export const deliveriesOf = (id: string) => `${WEBHOOKS}/${id}/deliveries`

export function useWebhook(id: string) {
  useLiveKey(WEBHOOKS, ['webhook'])
  return useQuery({
    queryKey: [WEBHOOKS, 'record', id],
    queryFn: ({ signal }) => groundwork.get(`${WEBHOOKS}/${id}`, { query: { expand: 'can' }, signal }),
    // There is no event per delivery; what waits or fails is looked at again.
    refetchInterval: ({ state }) => (state.data?.waiting || state.data?.failuresInRow ? MOVING_MS : false),
  })
}

export function useEventKinds() {
  return useQuery({
    queryKey: ['event-types'],
    queryFn: async ({ signal }) => (await groundwork.list('event-types', { signal })).rows,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useDelivery(webhookId: string, id: string, version: string) {
  return useQuery({
    queryKey: [WEBHOOKS, 'delivery', id, version],
    queryFn: ({ signal }) => api.get<WebhookDeliveryDetail>(`${deliveriesOf(webhookId)}/${id}`, { signal }),
  })
}

function useDeed<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    // Secrets come back from some: they must not lie in a cache.
    gcTime: 0,
    mutationFn,
    onSettled: async () => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(WEBHOOKS) })
    },
  })
}

export const useCreateWebhook = () => useDeed((body: CreateWebhook) => groundwork.post(WEBHOOKS, body))

export const useChangeWebhook = (id: string) =>
  useDeed((body: UpdateWebhook) => groundwork.patch(`${WEBHOOKS}/${id}`, body))

export const useRemoveWebhook = (id: string) => useDeed(() => groundwork.remove(`${WEBHOOKS}/${id}`))

export const useTestWebhook = (id: string) => useDeed(() => groundwork.post(`${WEBHOOKS}/${id}/test`))

export const useResumeWebhook = (id: string) => useDeed(() => groundwork.post(`${WEBHOOKS}/${id}/resume`))

export const useRecoverWebhook = (id: string) =>
  useDeed((since: string) => groundwork.post(`${WEBHOOKS}/${id}/recover`, { since }))

export const useRevealSecret = (id: string) => useDeed(() => groundwork.post(`${WEBHOOKS}/${id}/reveal-secret`))

export const useRotateSecret = (id: string) => useDeed(() => groundwork.post(`${WEBHOOKS}/${id}/rotate-secret`))

export const useReplayDelivery = (webhookId: string) =>
  useDeed((id: string) => groundwork.post(`${WEBHOOKS}/${webhookId}/deliveries/${id}/replay`))

import type { MessageDetail, SendMessage } from '@groundwork/contract/office/messages.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveKey } from '#kit/live/use-live.ts'

export const MESSAGES = 'messages'
const SHOWN = 50

export function useMessage(id: string) {
  useLiveKey(MESSAGES, ['message'])
  return useQuery({
    queryKey: [MESSAGES, 'detail', id],
    queryFn: ({ signal }) => groundwork.get(`${MESSAGES}/${id}`, { signal }),
  })
}

export function useCustomerMessages(customerId: string) {
  useLiveKey(MESSAGES, ['message'])
  return useQuery({
    queryKey: [MESSAGES, 'of', customerId],
    queryFn: async ({ signal }) =>
      (await groundwork.list(MESSAGES, { query: { customerId, limit: SHOWN }, signal })).rows,
  })
}

export function useReachability(customerId: string, isOn: boolean) {
  return useQuery({
    queryKey: [MESSAGES, 'reachability', customerId],
    queryFn: ({ signal }) => groundwork.get('messages/reachability', { query: { customerId }, signal }),
    enabled: isOn,
  })
}

export function useSendMessage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SendMessage) => groundwork.post(MESSAGES, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [MESSAGES] }),
  })
}

export function useRetryMessage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, state }: Pick<MessageDetail, 'id' | 'state'>) =>
      groundwork.post(`${MESSAGES}/${id}/retry`, { mayArriveTwice: state === 'unknown' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [MESSAGES] }),
  })
}

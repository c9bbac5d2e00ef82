import type { Mention } from '@groundwork/contract/office/comments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveKey } from '#kit/live/use-live.ts'
import { useMay } from '#kit/session/session.ts'

const MENTIONS = 'mentions'
const SHOWN = 20

/** Where I was named, read or not: unlike the other news it is still there tomorrow. */
export function useMentions() {
  const may = useMay()
  useLiveKey(MENTIONS, ['comment'])
  const { data = [] } = useQuery({
    queryKey: [MENTIONS],
    queryFn: async ({ signal }) => (await api.list<Mention>(MENTIONS, { query: { limit: SHOWN }, signal })).rows,
    enabled: may('office.comments.read'),
  })
  return { mentions: data, unread: data.filter(({ readAt }) => readAt === null).length }
}

export function useReadMentions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => groundwork.post('mentions/read'),
    onSuccess: () => client.invalidateQueries({ queryKey: [MENTIONS] }),
  })
}

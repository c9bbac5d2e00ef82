import type { Notification, NotificationSummary } from '@groundwork/contract/platform/notifications.ts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#kit/api/client.ts'
import { liveUpdates } from '#kit/live/live-updates.ts'
import { useLiveState } from '#kit/live/use-live.ts'

const KEY = 'notifications'
const ROWS = 30
const LATEST = 8

/**
 * Asks again when the server says that this person has been told something, and when the stream is back after a break.
 * Not by the clock: asking every minute would count as using the console, and a session left alone would never end.
 */
export function useNotificationRefresh(): void {
  const client = useQueryClient()
  const state = useLiveState()
  useEffect(() => liveUpdates.onNotified(() => void client.invalidateQueries({ queryKey: [KEY] })), [client])
  useEffect(() => {
    if (state === 'live') void client.invalidateQueries({ queryKey: [KEY] })
  }, [state, client])
}

export function useUnreadCount(): number {
  const { data } = useQuery({
    queryKey: [KEY, 'summary'],
    queryFn: ({ signal }) => api.get<NotificationSummary>('notifications/summary', { signal }),
  })
  return data?.unread ?? 0
}

export function useLatest(isOn: boolean) {
  return useQuery({
    queryKey: [KEY, 'latest'],
    queryFn: ({ signal }) => api.list<Notification>('notifications', { query: { limit: LATEST }, signal }),
    enabled: isOn,
  })
}

export function useHistory(isUnreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: [KEY, 'history', isUnreadOnly],
    queryFn: ({ pageParam, signal }) =>
      api.list<Notification>('notifications', {
        query: { limit: ROWS, cursor: pageParam, unread: isUnreadOnly || undefined },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
  })
}

export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<Notification>(`notifications/${id}/read`),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** Up to the newest one that was shown; what comes in meanwhile stays unread. */
export function useMarkAllRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (upTo: string) => api.post<NotificationSummary>('notifications/read-all', { upTo }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

import type {
  NotificationPreferences,
  UpdateNotificationPreference,
} from '@groundwork/contract/platform/notifications.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

const PREFERENCES = 'notifications/preferences'

export function usePreferences() {
  return useQuery({
    queryKey: [PREFERENCES],
    queryFn: async ({ signal }) => (await api.get<NotificationPreferences>(PREFERENCES, { signal })).kinds,
  })
}

export function useChangePreference() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: UpdateNotificationPreference) => api.patch<NotificationPreferences>(PREFERENCES, change),
    onSuccess: ({ kinds }) => client.setQueryData([PREFERENCES], kinds),
  })
}

import type { UpdateMessageSettings } from '@groundwork/contract/office/messages.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

const SETTINGS = 'message-settings'

export function useMessageSettings() {
  return useQuery({ queryKey: [SETTINGS], queryFn: ({ signal }) => groundwork.get(SETTINGS, { signal }) })
}

export function useSaveMessageSettings(version: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdateMessageSettings) => groundwork.patch(SETTINGS, body, `"${version}"`),
    onSuccess: (saved) => client.setQueryData([SETTINGS], saved),
  })
}

import type { OutboxMessageDetail } from '@groundwork/contract/platform/outbox.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '#kit/api/client.ts'

export const OUTBOX = 'outbox'

export function useMail(id: string) {
  return useQuery({
    queryKey: [OUTBOX, 'mail', id],
    queryFn: ({ signal }) => api.get<z.infer<typeof OutboxMessageDetail>>(`${OUTBOX}/${id}`, { signal }),
  })
}

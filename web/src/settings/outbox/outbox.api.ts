import { useQuery } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

export const OUTBOX = 'outbox'

export function useMail(id: string) {
  return useQuery({
    queryKey: [OUTBOX, 'mail', id],
    queryFn: ({ signal }) => groundwork.get(`${OUTBOX}/${id}`, { signal }),
  })
}

import { useQuery } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

export function useChecklist() {
  return useQuery({
    queryKey: ['checklist'],
    queryFn: ({ signal }) => groundwork.get('checklist', { signal }),
  })
}

import type { ChecklistItem } from '@groundwork/contract/office/checklist.ts'
import { useQuery } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

export function useChecklist() {
  return useQuery({
    queryKey: ['checklist'],
    queryFn: ({ signal }) => api.get<ChecklistItem[]>('checklist', { signal }),
  })
}

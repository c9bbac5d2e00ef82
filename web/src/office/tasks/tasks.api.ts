import { useColleagues } from '#kit/comments/comments.api.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { useMay, useMe } from '#kit/session/session.ts'
import { useRegion } from '#ui/format/region.tsx'
import { dayOf, nextDay } from '#ui/format/zoned-day.ts'
import { tasks } from './tasks.resource.ts'

const SHOWN = 50

export function useTasksOf(recordId: string) {
  return useList(tasks, { recordId, limit: SHOWN, count: false })
}

/** How many of my open tasks are due today or before. */
export function useDueCount(): number {
  const { user } = useMe()
  const may = useMay()
  const { timeZone } = useRegion()
  const dueBefore = nextDay(dayOf(new Date().toISOString(), timeZone))
  const query = { assigneeId: user.id, state: 'open,in_progress', dueBefore, limit: 1 }
  return useList(tasks, query, may('office.tasks.read')).data?.pagination.total ?? 0
}

/** The name for an id that a form holds; the first people of the business are enough for most. */
export function useAssigneeName(id: string | null): string | undefined {
  const { user } = useMe()
  const { data = [] } = useColleagues('', id !== null)
  return id === user.id ? user.name : data.find((one) => one.id === id)?.name
}

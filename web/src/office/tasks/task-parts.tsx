import type { Task } from '@groundwork/contract/office/tasks.ts'
import { RecordLink } from '#kit/picker/record-link.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import { dayOf } from '#ui/format/zoned-day.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { STATE_ICONS, STATE_TONES, taskWord } from './task-words.ts'
import { t } from './tasks.text.ts'

export function TaskState({ state }: Pick<Task, 'state'>) {
  return <StatusBadge tone={STATE_TONES[state]} icon={STATE_ICONS[state]} label={taskWord('state', state)} />
}

/** The day, and in words when it has passed. */
export function DueOn({ task: { dueOn, state } }: { task: Pick<Task, 'dueOn' | 'state'> }) {
  const { timeZone } = useRegion()
  if (!dueOn) return uiText('none')
  const isOverdue = state !== 'done' && dueOn < dayOf(new Date().toISOString(), timeZone)
  return (
    <span style={isOverdue ? { color: 'var(--gw-red-ink)' } : undefined}>
      <When value={dueOn} as="day" />
      {isOverdue && ` · ${t('overdue')}`}
    </span>
  )
}

export function TaskPlace({ resource, recordId }: Pick<Task, 'resource' | 'recordId'>) {
  return resource && recordId ? <RecordLink resource={resource} id={recordId} /> : uiText('none')
}

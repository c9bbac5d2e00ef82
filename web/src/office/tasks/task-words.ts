import { TASK_STATES, type TaskState } from '@groundwork/contract/office/tasks.ts'
import { type Icon, IconCircle, IconCircleCheck, IconProgress } from '@tabler/icons-react'
import type { Tone } from '#ui/tone.ts'
import { t } from './tasks.text.ts'

export const STATE_OPTIONS = TASK_STATES.map((value) => ({ value, label: t(`state_${value}`) }))
export const STATE_TONES: Record<TaskState, Tone> = { open: 'grey', in_progress: 'blue', done: 'green' }
export const STATE_ICONS: Record<TaskState, Icon> = {
  open: IconCircle,
  in_progress: IconProgress,
  done: IconCircleCheck,
}

export function taskWord(field: string, value: string): string {
  const state = TASK_STATES.find((known) => known === value)
  return field === 'state' && state ? t(`state_${state}`) : value
}

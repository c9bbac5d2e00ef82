import type { Job, JobState as State } from '@groundwork/contract/platform/jobs.ts'
import { IconBan, IconCheck, IconClock, IconLoader2, IconX } from '@tabler/icons-react'
import { StatusBadge } from '#ui/status-badge.tsx'
import type { Tone } from '#ui/tone.ts'
import { t } from './jobs.text.ts'

const FACES: Record<State, { tone: Tone; icon: typeof IconClock }> = {
  queued: { tone: 'grey', icon: IconClock },
  running: { tone: 'blue', icon: IconLoader2 },
  succeeded: { tone: 'green', icon: IconCheck },
  failed: { tone: 'red', icon: IconX },
  dead: { tone: 'red', icon: IconX },
  cancelled: { tone: 'grey', icon: IconBan },
}

export function JobStateBadge({ job }: { job: Job }) {
  return <StatusBadge {...FACES[job.state]} label={stateWord(job)} />
}

function stateWord({ state, cancelRequestedAt, runAt }: Job): string {
  if (state === 'running' && cancelRequestedAt) return t('state_stopping')
  if (state === 'queued' && Date.parse(runAt) > Date.now()) return t('state_delayed')
  return t(`state_${state}`)
}

export function isAtWork({ state }: Job): boolean {
  return state === 'queued' || state === 'running'
}

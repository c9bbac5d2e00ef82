import { Button } from '@mantine/core'
import { IconBell, IconBellCheck } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { t } from './jobs.text.ts'
import { onWatchedJobsChange, type WatchedJob, watchedJobs, watchJob } from './watched-jobs.ts'

export function TellMeButton(job: WatchedJob) {
  const isWatched = useSyncExternalStore(onWatchedJobsChange, watchedJobs).some(({ jobId }) => jobId === job.jobId)
  const Glyph = isWatched ? IconBellCheck : IconBell
  return (
    <Button
      variant="default"
      leftSection={<Glyph size={16} stroke={1.7} aria-hidden />}
      onClick={() => watchJob(job)}
      disabled={isWatched}
    >
      {isWatched ? t('told') : t('tellMe')}
    </Button>
  )
}

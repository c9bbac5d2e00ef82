import { ENDED_JOB_STATES } from '@groundwork/contract/platform/jobs.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { toast, toastFailure } from '#ui/toast.tsx'
import { groundwork } from '../api/groundwork.ts'
import { t } from './jobs.text.ts'
import { onWatchedJobsChange, stopWatching, type WatchedJob, watchedJobs } from './watched-jobs.ts'

const ASK_MS = 3_000

/** Stands in the frame: watches the jobs that somebody wants to hear of. */
export function JobWatcher() {
  const watched = useSyncExternalStore(onWatchedJobsChange, watchedJobs)
  return watched.map((job) => <Watch key={job.jobId} job={job} />)
}

function Watch({ job }: { job: WatchedJob }) {
  const { jobId, done, failed, to } = job
  const navigate = useNavigate()
  const { data, isError } = useQuery({
    queryKey: ['jobs', 'watch', jobId],
    queryFn: ({ signal }) => groundwork.get(`jobs/${jobId}`, { signal }),
    refetchInterval: ASK_MS,
  })
  const state = data?.state
  const tell = useEffectEvent((isWell: boolean) => {
    stopWatching(jobId)
    if (isWell) toast({ message: done, action: { label: t('show'), run: () => void navigate({ to }) } })
    else toastFailure(failed)
    if (document.hidden && 'Notification' in window && Notification.permission === 'granted')
      new Notification(isWell ? done : failed)
  })
  useEffect(() => {
    // A job that cannot be seen any more is not worth waiting for.
    if (isError) stopWatching(jobId)
    else if (ENDED_JOB_STATES.some((ended) => ended === state)) tell(state === 'succeeded')
  }, [state, isError, jobId])
  return null
}

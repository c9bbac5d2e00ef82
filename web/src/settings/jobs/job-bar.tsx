import type { Job } from '@groundwork/contract/platform/jobs.ts'
import { Progress } from '@mantine/core'
import { useRegion } from '#ui/format/region.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import classes from './job-bar.module.css'

/** How far a job is; what has ended says how much it did. */
export function JobBar({ job: { state, title, done, total, message } }: { job: Job }) {
  const { locale } = useRegion()
  const words =
    total === null ? (done > 0 ? done.toLocaleString(locale) : message) : uiText('progress', { done, total })
  if (state !== 'running') return <span className={classes.words}>{done > 0 || total ? words : ''}</span>
  return (
    <span className={classes.bar}>
      <Progress
        className={classes.track ?? ''}
        size="sm"
        value={total ? Math.min(100, (done / total) * 100) : 100}
        animated={total === null}
        aria-label={title}
      />
      <span className={`${classes.words} tabular`}>{words}</span>
    </span>
  )
}

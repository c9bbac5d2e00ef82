import { Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMay } from '#kit/session/session.ts'
import { durationWords } from '#ui/format/duration.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from './job-summary.module.css'
import { useJobSummary } from './jobs.api.ts'
import { t } from './jobs.text.ts'

const SLOW_SECONDS = 60

/** The health of the queue, for those who look after jobs. */
export function JobSummaryTiles() {
  const maySee = useMay()('platform.jobs.read')
  const { data, error } = useJobSummary(maySee)
  // The list below says what is wrong; figures that cannot be had are left out.
  if (!maySee || (error && !data)) return null
  if (!data) return <TileSkeletons />
  const {
    queued,
    delayed,
    running,
    oldestQueuedSeconds: oldest,
    failedLast24Hours: failed,
    succeededLast24Hours: succeeded,
  } = data
  return (
    <section className={classes.tiles} aria-label={t('summary')}>
      <Tile label={t('queued')} figure={queued} hint={delayed > 0 ? t('queuedHint', { count: delayed }) : ''} />
      <Tile label={t('running')} figure={running} />
      <Tile
        label={t('oldest')}
        figure={oldest === null ? '—' : durationWords(oldest)}
        {...(oldest !== null && oldest > SLOW_SECONDS ? { tone: 'amber' } : {})}
      />
      <Tile
        label={t('failed24')}
        figure={failed}
        hint={t('succeeded24', { count: succeeded })}
        {...(failed > 0 ? { tone: 'red' } : {})}
      />
    </section>
  )
}

interface TileProps {
  label: string
  figure: number | string
  hint?: string
  tone?: 'amber' | 'red'
}

function Tile({ label, figure, hint = '', tone }: TileProps) {
  const { locale } = useRegion()
  return (
    <div className={classes.tile} data-tone={tone}>
      <div className={classes.label}>
        {tone && <IconAlertTriangle size={14} stroke={1.8} color={`var(--gw-${tone}-ink)`} aria-hidden />}
        {label}
      </div>
      <p className={classes.figure}>{typeof figure === 'number' ? figure.toLocaleString(locale) : figure}</p>
      <div className={classes.hint}>{hint}</div>
    </div>
  )
}

function TileSkeletons() {
  return (
    <div className={classes.tiles} aria-busy>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} h={92} radius={8} />
      ))}
    </div>
  )
}

import type { UsageCounts } from '@groundwork/contract/platform/api-keys.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from './usage.module.css'
import { t } from './usage.text.ts'

export function UsageTiles({ total }: { total: UsageCounts }) {
  const { locale } = useRegion()
  const { requests, clientErrors, serverErrors, p95Ms } = total
  const errors = clientErrors + serverErrors
  const share = (errors / requests).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <dl className={classes.tiles}>
      <Tile label={t('requests')} figure={requests.toLocaleString(locale)} />
      <Tile label={t('errors')} figure={errors.toLocaleString(locale)} hint={t('errorShare', { share })} />
      <Tile
        label={t('p95')}
        figure={p95Ms === null ? '—' : t('ms', { ms: p95Ms.toLocaleString(locale) })}
        hint={t('p95Hint')}
      />
    </dl>
  )
}

function Tile({ label, figure, hint }: { label: string; figure: string; hint?: string }) {
  return (
    <div className={classes.tile}>
      <dt>{label}</dt>
      <dd>
        <div className={classes.figure}>{figure}</div>
        {hint && <div className={classes.hint}>{hint}</div>}
      </dd>
    </div>
  )
}

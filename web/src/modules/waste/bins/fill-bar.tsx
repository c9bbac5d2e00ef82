import { t } from '#ui/text/ui.text.ts'
import classes from './fill-bar.module.css'

const HIGH_PERCENT = 80

export function FillBar({ percent }: { percent: number | null }) {
  if (percent === null) return <span>{t('none')}</span>
  const level = percent >= 100 ? 'over' : percent >= HIGH_PERCENT ? 'high' : 'low'
  return (
    <span className={classes.fill}>
      <span className={classes.track} aria-hidden>
        <span className={classes.level} data-level={level} style={{ width: `${percent}%` }} />
      </span>
      <span className={classes.number}>{percent} %</span>
    </span>
  )
}

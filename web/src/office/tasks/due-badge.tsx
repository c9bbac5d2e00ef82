import classes from './due-badge.module.css'
import { useDueCount } from './tasks.api.ts'
import { t } from './tasks.text.ts'

/** Beside "Tasks" in the navigation: how many of mine are due. */
export function DueBadge() {
  const count = useDueCount()
  if (count === 0) return null
  return (
    <span className={classes.badge} title={t('dueBadge', { count })}>
      <span aria-hidden>{count}</span>
      <span className={classes.words}>{t('dueBadge', { count })}</span>
    </span>
  )
}

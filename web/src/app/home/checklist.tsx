import { Progress, VisuallyHidden } from '@mantine/core'
import { IconChevronRight, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { useChecklist } from './home.api.ts'
import classes from './home.module.css'

/** The first steps of a new business, until all are done once. */
export function Checklist() {
  const { data } = useChecklist()
  const items = data ?? []
  const done = items.filter((item) => item.done).length
  if (items.length === 0 || done === items.length) return null
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{t('checklist')}</h2>
        <Progress
          className={classes.progress ?? ''}
          value={(done / items.length) * 100}
          size="sm"
          aria-label={t('checklistDone', { done, total: items.length })}
        />
        <span className="tabular">{t('checklistDone', { done, total: items.length })}</span>
      </div>
      <ul className={classes.steps}>
        {items.map(({ key, title, description, done: isDone, href }) => (
          <li key={key}>
            <Link to={pathOf(href)} search={searchOf(href)} className={classes.step} data-done={isDone}>
              {isDone ? (
                <IconCircleCheckFilled size={20} aria-hidden />
              ) : (
                <IconCircle size={20} stroke={1.5} aria-hidden />
              )}
              <span>
                <span className={classes.stepTitle}>{fromContract(title)}</span>
                <VisuallyHidden> ({isDone ? t('stepDone') : t('stepOpen')})</VisuallyHidden>
                {!isDone && <span className={classes.stepText}>{fromContract(description)}</span>}
              </span>
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

// The server names addresses of the console whole, with what stands behind the question mark.
function pathOf(href: string): string {
  return href.split('?')[0] ?? href
}

function searchOf(href: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(href.split('?')[1]))
}

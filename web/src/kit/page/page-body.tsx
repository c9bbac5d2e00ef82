import type { ReactNode } from 'react'
import { t } from '../kit.text.ts'
import classes from './page-body.module.css'

interface PageBodyProps {
  children: ReactNode
  /** Forms and settings: text should not run across the whole screen. */
  narrow?: boolean
}

/** What scrolls under the page's header. */
export function PageBody({ children, narrow = false }: PageBodyProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.body} tabIndex={0} aria-label={t('content')}>
      <div className={narrow ? classes.narrow : undefined}>{children}</div>
    </section>
  )
}

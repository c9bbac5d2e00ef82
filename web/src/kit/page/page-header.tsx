import type { ReactNode } from 'react'
import { useRegion } from '#ui/format/region.tsx'
import classes from './page-header.module.css'
import { usePageTitle } from './page-title.ts'

interface PageHeaderProps {
  title: string
  count?: number | null | undefined
  /** Right of the title; one primary button at most. */
  children?: ReactNode
}

export function PageHeader({ title, count, children }: PageHeaderProps) {
  const { locale } = useRegion()
  usePageTitle(title)
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>
        {title}
        {typeof count === 'number' && <span className={classes.count}>{count.toLocaleString(locale)}</span>}
      </h1>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  )
}

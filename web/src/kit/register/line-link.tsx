import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RegisterView } from './register-view.ts'

interface LineLinkProps<T extends { id: string }> {
  view: RegisterView<T>
  row: T
  className: string | undefined
  tabIndex?: number
  children: ReactNode
}

/** To the line's own page, or to the same list with the line open beside it. */
export function LineLink<T extends { id: string }>({ view, row, children, ...link }: LineLinkProps<T>) {
  if (view.hrefOf)
    return (
      <Link to={view.hrefOf(row)} title={view.nameOf(row)} {...link}>
        {children}
      </Link>
    )
  return (
    <Link to="." search={(now: object) => ({ ...now, open: row.id })} title={view.nameOf(row)} {...link}>
      {children}
    </Link>
  )
}

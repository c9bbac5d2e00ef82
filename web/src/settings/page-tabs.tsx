import { Link, useLocation } from '@tanstack/react-router'
import classes from '#kit/list/view-tabs.module.css'

interface PageTabsProps {
  label: string
  tabs: { to: string; label: string }[]
}

/** Pages that belong together; each tab is a link, so each has an address. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  const { pathname } = useLocation()
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className={classes.tab} data-current={tab.to === pathname} activeOptions={{ exact: true, includeSearch: false }}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}

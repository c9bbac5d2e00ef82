import { useLocation } from '@tanstack/react-router'
import classes from '../list/view-tabs.module.css'
import { PlaceLink } from './place-link.tsx'

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
        <PlaceLink
          key={tab.to}
          to={tab.to}
          {...(classes.tab ? { className: classes.tab } : {})}
          isCurrent={tab.to === pathname}
        >
          {tab.label}
        </PlaceLink>
      ))}
    </nav>
  )
}

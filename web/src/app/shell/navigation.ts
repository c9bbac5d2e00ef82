import type { Me } from '@groundwork/contract/platform/identity.ts'
import { mayOpen, type NavGroup, type PageEntry } from '#kit/page/page-entry.ts'
import { PAGES } from '../pages.ts'

export interface NavItem extends PageEntry {
  nav: NonNullable<PageEntry['nav']>
}

export interface NavSection {
  group: NavGroup
  items: NavItem[]
}

const GROUPS: NavGroup[] = ['home', 'office', 'waste', 'repair', 'siteops', 'websites', 'settings']

/** The pages this person may open, in the order of the navigation. */
export function navigationFor(me: Me): NavSection[] {
  const items = PAGES.filter((entry): entry is NavItem => entry.nav !== undefined && mayOpen(entry, me))
  return GROUPS.map((group) => ({ group, items: items.filter((item) => item.nav.group === group) })).filter(
    ({ items }) => items.length > 0,
  )
}

/** The place in the navigation that a page belongs to: its own, or the nearest above it. */
export function activeItem(pathname: string, sections: NavSection[]): NavItem | undefined {
  const items = sections.flatMap((section) => section.items)
  const above = items.filter(({ path }) =>
    path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`),
  )
  return above.toSorted((a, b) => b.path.length - a.path.length)[0]
}

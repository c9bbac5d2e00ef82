import type { View } from '@groundwork/contract/platform/views.ts'
import { VisuallyHidden } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { t } from '../kit.text.ts'
import { PlaceLink } from '../page/place-link.tsx'
import type { BaseRecord } from '../resource/resource.ts'
import { useMay } from '../session/session.ts'
import type { ListState } from './list-state.ts'
import type { ListView } from './list-view.ts'
import { SaveViewMenu } from './save-view-menu.tsx'
import classes from './view-tabs.module.css'
import { queryOf, useViews } from './views.api.ts'

interface ViewTabsProps<T extends BaseRecord> {
  view: ListView<T>
  list: ListState
}

interface Tab {
  key: string
  label: string
  query: Record<string, string>
  saved?: View
}

/** "All", what the kind of record brings, what people saved, the trash. Each is a link, so each has an address. */
export function ViewTabs<T extends BaseRecord>({ view, list }: ViewTabsProps<T>) {
  const { resource, presets = [] } = view
  const { data: saved = [] } = useViews(resource.name)
  const maySeeTrash = useMay()(resource.permissions.delete)
  const tabs: Tab[] = [
    { key: 'all', label: t('all'), query: {} },
    ...presets.map(({ label, query }) => ({ key: `preset-${label}`, label, query })),
    ...saved.map((one) => ({ key: one.id, label: one.name, query: queryOf(one), saved: one })),
    ...(maySeeTrash ? [{ key: 'trash', label: t('trash'), query: { trashed: 'true' } }] : []),
  ]
  const active = activeTab(tabs, list)
  const isModified = active !== undefined && !isSame(active.query, list.lens)
  return (
    <nav className={classes.tabs} aria-label={t('views')}>
      {tabs.map((tab) => (
        <PlaceLink
          key={tab.key}
          to={resource.href}
          search={tab.saved ? { ...tab.query, view: tab.saved.id } : tab.query}
          className={classes.tab}
          isCurrent={tab === active}
        >
          {tab.label}
          {tab.saved?.isShared && <IconUsers size={13} stroke={1.7} aria-hidden />}
          {tab === active && isModified && tab.saved && <VisuallyHidden>({t('modified')})</VisuallyHidden>}
          {tab === active && isModified && tab.saved && <span aria-hidden>•</span>}
        </PlaceLink>
      ))}
      <span className={classes.spacer} />
      <SaveViewMenu resource={resource.name} list={list} current={active?.saved} isModified={isModified} />
    </nav>
  )
}

/** The view that was opened, else the one that says exactly what is shown, else "All", narrowed. */
function activeTab(tabs: Tab[], list: ListState): Tab | undefined {
  const opened = tabs.find((tab) => tab.saved && tab.saved.id === list.state['view'])
  return (
    opened ??
    tabs.find((tab) => !tab.saved && isSame(tab.query, list.lens)) ??
    tabs.find((tab) => tab.key === (list.isTrash ? 'trash' : 'all'))
  )
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => one[key] === other[key])
}

import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type Icon, IconClock, IconLogout, IconMoon, IconPlus, IconSun } from '@tabler/icons-react'
import { mayOpen } from '#kit/page/page-entry.ts'
import { readRecent } from '#kit/page/recent.ts'
import { type BaseRecord, type Resource, recordHref } from '#kit/resource/resource.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { useMay, useMe } from '#kit/session/session.ts'
import { bins } from '#modules/waste/bins/bins.resource.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { PAGES } from '../pages.ts'
import { useSignOut } from '../session/session.api.ts'

export interface Hit {
  key: string
  label: string
  second?: string | undefined
  icon: Icon
  href?: string
  search?: Record<string, string>
  deed?: () => void
}

export interface HitGroup {
  label: string
  hits: Hit[]
}

const MIN_SEARCH = 2
const SHOWN = 5
const TYPING_MS = 160

/** What the palette offers for what has been typed so far. */
export function useHits(query: string): HitGroup[] {
  const typed = query.trim()
  const pages = usePageHits(typed)
  const actions = useActionHits(typed)
  const recent = useRecentHits()
  const [asked] = useDebouncedValue(typed, TYPING_MS)
  const groups = [
    ...(typed === '' ? [{ label: t('paletteRecent'), hits: recent }] : []),
    { label: fromContract('Customers'), hits: useRecordHits(customers, asked) },
    { label: fromContract('Bins'), hits: useRecordHits(bins, asked) },
    { label: t('palettePages'), hits: pages },
    { label: t('paletteActions'), hits: actions },
  ]
  return groups.filter(({ hits }) => hits.length > 0)
}

function useRecordHits<T extends BaseRecord>(resource: Resource<T>, asked: string): Hit[] {
  const may = useMay()
  const isOn = asked.length >= MIN_SEARCH && may(resource.permissions.read)
  const { data } = useList(resource, { search: asked, limit: SHOWN, count: false }, isOn)
  if (!isOn || !data) return []
  return data.rows.map((record) => ({
    key: record.id,
    label: resource.titleOf(record),
    second: resource.subtitleOf?.(record),
    icon: resource.icon,
    href: recordHref(resource, record.id),
  }))
}

function usePageHits(typed: string): Hit[] {
  const me = useMe()
  return PAGES.flatMap(({ nav, path, title, keywords = '', ...entry }) => {
    const isFound =
      nav && mayOpen({ path, title, ...entry }, me) && matches(`${title} ${fromContract(title)} ${keywords}`, typed)
    return isFound ? [{ key: path, label: fromContract(title), icon: nav.icon, href: path }] : []
  })
}

function useActionHits(typed: string): Hit[] {
  const may = useMay()
  const { tenant } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme()
  const signOut = useSignOut()
  const other = scheme === 'dark' ? 'light' : 'dark'
  const creatable = [customers, ...(tenant.modules.includes('waste') ? [bins] : [])].filter(({ permissions }) =>
    may(permissions.create),
  )
  const actions: Hit[] = [
    ...creatable.map(({ one, href }) => ({
      key: `new ${one}`,
      label: t('newOne', { one }),
      icon: IconPlus,
      href: `${href}/new`,
    })),
    {
      key: 'scheme',
      label: t(other === 'dark' ? 'switchToDark' : 'switchToLight'),
      icon: other === 'dark' ? IconMoon : IconSun,
      deed: () => setColorScheme(other),
    },
    { key: 'sign-out', label: t('signOut'), icon: IconLogout, deed: () => signOut.mutate() },
  ]
  return actions.filter(({ label }) => matches(label, typed))
}

function useRecentHits(): Hit[] {
  const { tenant } = useMe()
  return readRecent(tenant.id).map(({ href, title }) => ({
    key: `recent ${href}`,
    label: title,
    icon: IconClock,
    href,
  }))
}

function matches(text: string, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/)
  return words.every((word) => text.toLowerCase().includes(word))
}

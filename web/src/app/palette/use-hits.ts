import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconClock, IconLogout, IconMoon, IconPlus, IconSun } from '@tabler/icons-react'
import { mayOpen } from '#kit/page/page-entry.ts'
import { readRecent } from '#kit/page/recent.ts'
import { useMay, useMe } from '#kit/session/session.ts'
import { bins } from '#modules/waste/bins/bins.resource.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { PAGES } from '../pages.ts'
import { useSignOut } from '../session/session.api.ts'
import type { Hit, HitGroup } from './hit.ts'
import { useRecordHits } from './use-record-hits.ts'

export interface Hits {
  groups: HitGroup[]
  /** What was typed last is not answered yet. */
  isPending: boolean
  isComplete: boolean
}

/** What the palette offers for what has been typed so far. */
export function useHits(query: string): Hits {
  const typed = query.trim()
  const records = useRecordHits(typed)
  const pages = usePageHits(typed)
  const actions = useActionHits(typed)
  const recent = useRecentHits(typed)
  const groups = [
    { label: t('paletteRecent'), hits: recent },
    ...records.sure,
    { label: t('palettePages'), hits: pages },
    { label: t('paletteActions'), hits: actions },
    ...records.guessed,
  ]
  return {
    groups: groups.filter(({ hits }) => hits.length > 0),
    isPending: records.isPending,
    isComplete: records.isComplete,
  }
}

function usePageHits(typed: string): Hit[] {
  const me = useMe()
  return PAGES.flatMap(({ nav, path, title, keywords = '', ...entry }) => {
    const isFound =
      nav && mayOpen({ path, title, ...entry }, me) && matches(`${title} ${fromContract(title)} ${keywords}`, typed)
    return isFound ? [{ key: path, label: fromContract(title), words: wordsOf(typed), icon: nav.icon, href: path }] : []
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
  return actions.filter(({ label }) => matches(label, typed)).map((hit) => ({ ...hit, words: wordsOf(typed) }))
}

/** Only before anything is typed: from then on the search knows better. */
function useRecentHits(typed: string): Hit[] {
  const { tenant } = useMe()
  if (typed !== '') return []
  return readRecent(tenant.id).map(({ href, title }) => ({
    key: `recent ${href}`,
    label: title,
    icon: IconClock,
    href,
  }))
}

function matches(text: string, typed: string): boolean {
  return wordsOf(typed).every((word) => text.toLowerCase().includes(word))
}

const wordsOf = (typed: string) => typed.toLowerCase().split(/\s+/).filter(Boolean)

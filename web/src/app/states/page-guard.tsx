import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { mayOpen, type PageEntry } from '#kit/page/page-entry.ts'
import { usePageTitle } from '#kit/page/page-title.ts'
import { useMe } from '#kit/session/session.ts'
import { Empty } from '#ui/empty.tsx'
import { t } from '../app.text.ts'
import { NotFound } from './not-found.tsx'

interface PageGuardProps {
  entry: PageEntry
  children: ReactNode
}

/** A link from a colleague may lead where one's own role does not: said plainly instead of failing request by request. */
export function PageGuard({ entry, children }: PageGuardProps) {
  const me = useMe()
  if (mayOpen(entry, me)) return children
  const isModuleOff = entry.module && !me.tenant.modules.includes(entry.module)
  const needed = entry.permission ?? entry.anyPermission?.[0]
  return isModuleOff || !needed ? <NotFound /> : <Denied permission={needed} />
}

function Denied({ permission }: { permission: string }) {
  usePageTitle(t('deniedTitle'))
  return <Empty isPage icon={IconLock} title={t('deniedTitle')} text={t('deniedText', { permission })} />
}

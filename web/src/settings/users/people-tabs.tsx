import { PageTabs } from '#kit/page/page-tabs.tsx'
import { useMay } from '#kit/session/session.ts'
import { t } from './users.text.ts'

export function PeopleTabs() {
  const maySeePeople = useMay()('platform.users.read')
  const people = { to: '/settings/users', label: t('title') }
  const roles = { to: '/settings/users/roles', label: t('roles') }
  const whoMay = { to: '/settings/users/who-may', label: t('whoMay') }
  return <PageTabs label={t('tabs')} tabs={maySeePeople ? [people, roles, whoMay] : [roles]} />
}

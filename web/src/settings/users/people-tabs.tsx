import { PageTabs } from '../page-tabs.tsx'
import { t } from './users.text.ts'

export function PeopleTabs() {
  return (
    <PageTabs
      label={t('tabs')}
      tabs={[
        { to: '/settings/users', label: t('title') },
        { to: '/settings/users/roles', label: t('roles') },
      ]}
    />
  )
}

import { PageTabs } from '#kit/page/page-tabs.tsx'
import { t } from './imports.text.ts'

export function ImportTabs() {
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/imports', label: t('title') },
        { to: '/imports/mappings', label: t('savedMappings') },
      ]}
    />
  )
}

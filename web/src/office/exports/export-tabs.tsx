import { PageTabs } from '#kit/page/page-tabs.tsx'
import { t } from './schedules/schedules.text.ts'

/** What has been made, and what comes again and again. */
export function ExportTabs() {
  return (
    <PageTabs
      label={t('views')}
      tabs={[
        { to: '/exports', label: t('files') },
        { to: '/exports/schedules', label: t('scheduled') },
      ]}
    />
  )
}

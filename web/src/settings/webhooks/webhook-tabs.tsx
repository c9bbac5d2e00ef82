import { PageTabs } from '#kit/page/page-tabs.tsx'
import { t } from './webhooks.text.ts'

export function WebhookTabs() {
  const tabs = [
    { to: '/settings/webhooks', label: t('title') },
    { to: '/settings/webhooks/events', label: t('catalogue') },
  ]
  return <PageTabs label={t('tabs')} tabs={tabs} />
}

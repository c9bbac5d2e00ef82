import { type Webhook, WebhookList } from '@groundwork/contract/platform/webhooks.ts'
import { IconWebhook } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { hostOf, WebhookStatus, webhookName } from './webhook-status.tsx'
import { WEBHOOKS } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

export const webhookRegister: RegisterView<Webhook> = {
  path: WEBHOOKS,
  icon: IconWebhook,
  many: t('many'),
  query: { expand: 'can' },
  face: { title: t('endpoint'), sort: 'url' },
  nameOf: webhookName,
  secondOf: ({ url }) => hostOf(url),
  columns: [
    { key: 'status', title: t('status'), width: 120, cell: (webhook) => <WebhookStatus webhook={webhook} /> },
    { key: 'events', title: t('events'), width: 220, cell: ({ topics }) => topics.join(', ') },
    {
      key: 'lastAttemptAt',
      title: t('lastAttempt'),
      sort: 'lastAttemptAt',
      width: 140,
      cell: ({ lastAttemptAt }) => (lastAttemptAt ? <When value={lastAttemptAt} /> : t('never')),
    },
    {
      key: 'failures',
      title: t('failures'),
      width: 140,
      align: 'right',
      cell: ({ failuresInRow }) => failuresInRow,
    },
    {
      key: 'createdAt',
      title: t('created'),
      sort: 'createdAt',
      width: 130,
      cell: ({ createdAt }) => <When value={createdAt} as="day" />,
    },
  ],
  cardOf: (webhook) => (
    <>
      <WebhookStatus webhook={webhook} /> {webhook.topics.join(', ')}
    </>
  ),
  filters: filterFields(WebhookList, { labels: { status: t('status') }, wordOf: (_, value) => statusWord(value) }),
  isSearchable: true,
  defaultSort: WebhookList.defaultSort,
  events: ['webhook'],
  hrefOf: ({ id }) => `/settings/webhooks/${id}`,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

function statusWord(status: string): string {
  return status === 'paused' || status === 'off' ? t(`status_${status}`) : t('status_active')
}

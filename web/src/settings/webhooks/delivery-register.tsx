import { DELIVERY_STATES, type Webhook, type WebhookDelivery } from '@groundwork/contract/platform/webhooks.ts'
import { IconCheck, IconClock, IconLoader2, IconSend, IconX } from '@tabler/icons-react'
import type { FilterField } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { subjectsOf } from './topic-words.ts'
import { deliveriesOf } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

const FACES = {
  waiting: { tone: 'amber', icon: IconClock },
  sending: { tone: 'blue', icon: IconLoader2 },
  delivered: { tone: 'green', icon: IconCheck },
  failed: { tone: 'red', icon: IconX },
} as const

export function DeliveryState({ delivery: { state } }: { delivery: WebhookDelivery }) {
  return <StatusBadge {...FACES[state]} label={t(`state_${state}`)} />
}

const FILTERS: FilterField[] = [
  {
    kind: 'choice',
    key: 'state',
    label: t('state'),
    options: DELIVERY_STATES.map((value) => ({ value, label: t(`state_${value}`) })),
  },
  { kind: 'text', key: 'type', label: t('event') },
]

/** The log of one webhook. */
export function deliveryRegister({ id, topics }: Webhook): RegisterView<WebhookDelivery> {
  return {
    path: deliveriesOf(id),
    icon: IconSend,
    many: t('deliveries'),
    face: { title: t('event') },
    nameOf: ({ eventType }) => eventType,
    secondOf: ({ error }) => error ?? '',
    statusOf: (delivery) => <DeliveryState delivery={delivery} />,
    columns: [
      { key: 'state', title: t('state'), width: 120, cell: (delivery) => <DeliveryState delivery={delivery} /> },
      { key: 'answer', title: t('answer'), width: 90, align: 'right', cell: ({ status }) => status ?? '—' },
      { key: 'attempts', title: t('attempts'), width: 90, align: 'right', cell: ({ attempts }) => attempts },
      {
        key: 'duration',
        title: t('duration'),
        width: 100,
        align: 'right',
        cell: ({ durationMs }) => (durationMs === null ? '—' : t('ms', { count: durationMs })),
      },
      { key: 'at', title: t('at'), width: 140, cell: ({ createdAt }) => <When value={createdAt} /> },
    ],
    cardOf: (delivery) => (
      <>
        <DeliveryState delivery={delivery} /> {delivery.status} · <When value={delivery.createdAt} />
      </>
    ),
    filters: FILTERS,
    events: subjectsOf(topics),
    isMoving: ({ state }) => state === 'waiting' || state === 'sending',
    canGetOne: true,
    empty: { title: t('noDeliveriesTitle'), text: t('noDeliveriesText') },
  }
}

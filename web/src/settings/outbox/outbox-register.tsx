import { OUTBOX_TEMPLATES, OutboxList, type OutboxMessage } from '@groundwork/contract/platform/outbox.ts'
import { IconMail } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { OUTBOX } from './outbox.api.ts'
import { t } from './outbox.text.ts'

export const outboxRegister: RegisterView<OutboxMessage> = {
  path: OUTBOX,
  icon: IconMail,
  many: t('many'),
  face: { title: t('subject') },
  nameOf: ({ subject, channel }) => subject || t(`channel_${channel}`),
  columns: [
    { key: 'to', title: t('to'), width: 260, cell: ({ to }) => to },
    { key: 'template', title: t('template'), width: 160, cell: ({ template }) => letterWord(template) },
    {
      key: 'createdAt',
      title: t('written'),
      sort: 'createdAt',
      width: 150,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
  ],
  cardOf: ({ to, createdAt }) => (
    <>
      {to} · <When value={createdAt} />
    </>
  ),
  filters: filterFields(OutboxList, {
    labels: { channel: t('channel'), template: t('template'), created: t('written') },
    wordOf: (field, value) =>
      field === 'channel' ? t(value === 'sms' ? 'channel_sms' : 'channel_email') : letterWord(value),
  }),
  isSearchable: true,
  defaultSort: OutboxList.defaultSort,
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

function letterWord(template: string): string {
  const known = OUTBOX_TEMPLATES.find((name) => name === template)
  return known ? t(known) : template
}

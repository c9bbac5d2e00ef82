import { type Message, MessageList } from '@groundwork/contract/office/messages.ts'
import { IconMail, IconMessage } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { customers } from '../customers/customers.resource.ts'
import { MessageStateBadge } from './message-state.tsx'
import { MESSAGES } from './messages.api.ts'
import { t } from './messages.text.ts'

const WORDS: Record<string, (value: string) => string> = {
  // The words of the filters are those of the contract, and each has its text.
  state: (value) => t(`state_${value}` as 'state_sent'),
  channel: (value) => t(`channel_${value}` as 'channel_sms'),
  origin: (value) => t(`origin_${value}` as 'origin_hand'),
}

export const messageRegister: RegisterView<Message> = {
  path: MESSAGES,
  icon: IconMessage,
  many: t('many'),
  face: { title: t('recipient') },
  nameOf: ({ recipientName }) => recipientName,
  secondOf: ({ subject, channel }) => subject ?? t(`channel_${channel}`),
  statusOf: ({ state }) => <MessageStateBadge state={state} />,
  columns: [
    { key: 'state', title: t('state'), width: 132, cell: ({ state }) => <MessageStateBadge state={state} /> },
    {
      key: 'channel',
      title: t('channel'),
      width: 100,
      cell: ({ channel }) => <ChannelWord channel={channel} />,
    },
    { key: 'to', title: t('to'), width: 240, cell: ({ to }) => to },
    { key: 'origin', title: t('origin'), width: 130, cell: ({ origin }) => t(`origin_${origin}`) },
    {
      key: 'createdAt',
      title: t('when'),
      sort: 'createdAt',
      width: 140,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
  ],
  cardOf: ({ state, subject, channel, createdAt }) => (
    <>
      <MessageStateBadge state={state} /> {subject ?? t(`channel_${channel}`)} · <When value={createdAt} />
    </>
  ),
  filters: filterFields(MessageList, {
    labels: {
      state: t('state'),
      channel: t('channel'),
      origin: t('origin'),
      customerId: t('customer'),
      created: t('created'),
    },
    wordOf: (field, value) => WORDS[field]?.(value) ?? value,
    records: { customerId: customers },
  }),
  defaultSort: MessageList.defaultSort,
  events: ['message'],
  isMoving: ({ state }) => state === 'queued' || state === 'sending',
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

function ChannelWord({ channel }: Pick<Message, 'channel'>) {
  const Glyph = channel === 'email' ? IconMail : IconMessage
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      <Glyph size={15} stroke={1.7} aria-hidden />
      {t(`channel_${channel}`)}
    </span>
  )
}

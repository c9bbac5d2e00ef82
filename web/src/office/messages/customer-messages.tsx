import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { Message } from '@groundwork/contract/office/messages.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconMessage, IconSend } from '@tabler/icons-react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { useMay } from '#kit/session/session.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import classes from './customer-messages.module.css'
import { MessageStateBadge } from './message-state.tsx'
import { useCustomerMessages } from './messages.api.ts'
import { t } from './messages.text.ts'
import { SendDialog } from './send-dialog.tsx'

/** What was said to a customer and what they answered, with the way to say more. */
export function CustomerMessages({ customer }: { customer: Customer }) {
  const maySend = useMay()('office.messages.create') && customer.deletedAt === null
  const { data, error, refetch } = useCustomerMessages(customer.id)
  return (
    <>
      {maySend && data && data.length > 0 && (
        <div className={classes.bar}>
          <SendButton />
        </div>
      )}
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton h={160} />}
      {data?.length === 0 && (
        <Empty icon={IconMessage} title={t('none')} text={t('noneText')}>
          {maySend && <SendButton />}
        </Empty>
      )}
      {data && data.length > 0 && (
        <ul className={classes.list}>
          {data.map((message) => (
            <Line key={message.id} message={message} />
          ))}
        </ul>
      )}
      {maySend && <SendDialog customer={customer} />}
    </>
  )
}

function SendButton() {
  const { patch } = useUrlState()
  return (
    <Button
      variant="default"
      leftSection={<IconSend size={16} stroke={1.7} aria-hidden />}
      onClick={() => patch({ dialog: 'message' })}
    >
      {t('send')}
    </Button>
  )
}

function Line({ message: { id, subject, channel, origin, state, reason, createdAt } }: { message: Message }) {
  return (
    <li className={classes.line}>
      <TextLink to="/messages" search={{ open: id }}>
        {subject ?? t(`channel_${channel}`)}
      </TextLink>
      <MessageStateBadge state={state} />
      <span className={classes.second}>
        {t(`channel_${channel}`)} · {t(`origin_${origin}`)} · <When value={createdAt} />
        {reason && ` · ${reason}`}
      </span>
    </li>
  )
}

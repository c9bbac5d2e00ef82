import type { MessageDetail } from '@groundwork/contract/office/messages.ts'
import { Alert, Skeleton, Stack } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { MessageContent } from './message-content.tsx'
import classes from './message-detail.module.css'
import { MessageStateBadge } from './message-state.tsx'
import { useMessage, useRetryMessage } from './messages.api.ts'
import { t } from './messages.text.ts'

export function MessageDetailView({ id }: { id: string }) {
  const { data: message, error, refetch } = useMessage(id)
  if (error && !message)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!message) return <Skeleton h={420} radius={8} />
  return (
    <Stack gap="lg">
      {message.reason && (
        <Alert color={message.state === 'delivered' ? 'gray' : 'yellow'} variant="light">
          {message.reason}
        </Alert>
      )}
      {message.can?.['retry'] && <RetryButton message={message} />}
      <MessageContent message={message} />
      <Facts facts={factsOf(message)} />
      <Steps steps={message.steps} />
    </Stack>
  )
}

function RetryButton({ message }: { message: MessageDetail }) {
  const retry = useRetryMessage()
  const isUnknown = message.state === 'unknown'
  const handleConfirm = () =>
    retry.mutate(message, {
      onSuccess: () => toast({ message: t('retried') }),
      onError: complain,
    })
  return (
    <div>
      <ConfirmButton
        question={t(isUnknown ? 'retryTwice' : 'retryQuestion')}
        confirmLabel={t(isUnknown ? 'retryTwiceDo' : 'retry')}
        position="bottom-start"
        loading={retry.isPending}
        onConfirm={handleConfirm}
      >
        {t('retry')}
      </ConfirmButton>
    </div>
  )
}

function factsOf({
  to,
  customerId,
  recipientName,
  origin,
  event,
  attempts,
  waitUntil,
  createdAt,
  sentAt,
  provider,
}: MessageDetail) {
  return [
    { label: t('to'), value: to },
    {
      label: t('customer'),
      value: customerId && <TextLink to={`/customers/${customerId}`}>{recipientName}</TextLink>,
    },
    { label: t('origin'), value: event ? `${t(`origin_${origin}`)}: ${event}` : t(`origin_${origin}`) },
    { label: t('created'), value: <When value={createdAt} as="exact" /> },
    ...(waitUntil ? [{ label: t('waits'), value: <When value={waitUntil} as="exact" /> }] : []),
    { label: t('sent'), value: <When value={sentAt} as="exact" /> },
    { label: t('attempts'), value: attempts },
    // The providers are those of the contract, and each has its text.
    { label: t('provider'), value: provider && t(`provider_${provider}` as 'provider_smtp') },
  ]
}

function Steps({ steps }: Pick<MessageDetail, 'steps'>) {
  return (
    <section>
      <h3 className={classes.heading}>{t('steps')}</h3>
      <ol className={classes.steps}>
        {steps.map(({ at, state, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={index} className={classes.step}>
            <MessageStateBadge state={state} />
            <span>
              <When value={at} as="exact" /> {note && <span className={classes.note}>· {note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

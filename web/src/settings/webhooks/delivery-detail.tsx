import type { Webhook, WebhookAttempt, WebhookDelivery } from '@groundwork/contract/platform/webhooks.ts'
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { sentenceOf } from '#kit/api/problem.ts'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import { toast, toastFailure } from '#ui/toast.tsx'
import { CodeBlock, headerLines, pretty } from './code-block.tsx'
import { useDelivery, useReplayDelivery } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

interface DeliveryDetailProps {
  webhook: Webhook
  delivery: WebhookDelivery
}

/** What was sent, what was answered, attempt by attempt. */
export function DeliveryDetail({ webhook, delivery }: DeliveryDetailProps) {
  const { id, attempts, state, eventId, nextAttemptAt, createdAt } = delivery
  const { data, error, refetch } = useDelivery(webhook.id, id, `${attempts} ${state}`)
  const replay = useReplayDelivery(webhook.id)
  const handleReplay = () =>
    replay.mutate(id, {
      onSuccess: () => toast({ message: t('replayed') }),
      onError: (problem) => toastFailure(sentenceOf(problem)),
    })
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: t('at'), value: <When value={createdAt} as="exact" /> },
          { label: t('eventId'), value: <code>{eventId}</code> },
          { label: t('attempts'), value: attempts },
          ...(nextAttemptAt ? [{ label: t('nextAttempt'), value: <When value={nextAttemptAt} as="exact" /> }] : []),
        ]}
      />
      {webhook.can?.['update'] && state !== 'sending' && (
        <div>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />}
            loading={replay.isPending}
            onClick={handleReplay}
          >
            {t('replay')}
          </Button>
        </div>
      )}
      {error && <Failure text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton h={200} radius={8} />}
      {data && <CodeBlock title={t('body')} text={pretty(data.body)} />}
      {data?.log.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} />
      ))}
    </Stack>
  )
}

function Attempt({ attempt }: { attempt: WebhookAttempt }) {
  const { number, at, status, error, durationMs, requestHeaders, responseHeaders, responseBody } = attempt
  return (
    <Stack component="section" gap="sm" aria-label={t('attempt', { number })}>
      <div>
        <Text component="h3" fw={600} size="sm" m={0}>
          {t('attempt', { number })} · {status ?? t('noAnswer')} · {t('ms', { count: durationMs })}
        </Text>
        <Text size="sm" c="dimmed">
          <When value={at} as="exact" /> {error}
        </Text>
      </div>
      <CodeBlock title={t('request')} text={headerLines(requestHeaders)} />
      {status !== null && <CodeBlock title={t('response')} text={headerLines(responseHeaders)} />}
      {responseBody && <CodeBlock title={t('responseBody')} text={responseBody} />}
      {attempt.isResponseCut && (
        <Text size="sm" c="dimmed">
          {t('responseCut')}
        </Text>
      )}
    </Stack>
  )
}

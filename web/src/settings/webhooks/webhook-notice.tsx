import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause, IconPower } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { complain } from '#kit/api/complain.ts'
import { toast } from '#ui/toast.tsx'
import { useChangeWebhook, useResumeWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

/** Why it does not send, and the way out. */
export function WebhookNotice({ webhook }: { webhook: Webhook }) {
  const { status, reason, failuresInRow: count, lastError, can } = webhook
  const error = lastError ?? t('noAnswer')
  if (status === 'paused')
    return (
      <Notice tone="red" icon={IconPlayerPause} title={t('pausedTitle', { count })} text={t('pausedText', { error })}>
        {can?.['resume'] && <ResumeButton id={webhook.id} />}
      </Notice>
    )
  if (status === 'off' && (reason === 'gone' || reason === 'nobody'))
    return (
      <Notice tone="red" icon={IconPower} title={t(`${reason}Title`)} text={t(`${reason}Text`)}>
        {can?.['update'] && <SwitchOnButton id={webhook.id} />}
      </Notice>
    )
  if (count === 0 || status !== 'active') return null
  return (
    <Notice
      tone="yellow"
      icon={IconAlertTriangle}
      title={t('failingTitle', { count })}
      text={t('failingText', { error })}
    />
  )
}

interface NoticeProps {
  tone: string
  icon: typeof IconPower
  title: string
  text: string
  children?: ReactNode
}

function Notice({ tone, icon: Glyph, title, text, children }: NoticeProps) {
  return (
    <Alert color={tone} variant="light" icon={<Glyph size={18} stroke={1.7} aria-hidden />} title={title} role="status">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Text size="sm">{text}</Text>
        {children}
      </Group>
    </Alert>
  )
}

function ResumeButton({ id }: { id: string }) {
  const resume = useResumeWebhook(id)
  return (
    <Button
      loading={resume.isPending}
      onClick={() =>
        resume.mutate(undefined, {
          onSuccess: () => toast({ message: t('resumed') }),
          onError: complain,
        })
      }
    >
      {t('resume')}
    </Button>
  )
}

function SwitchOnButton({ id }: { id: string }) {
  const change = useChangeWebhook(id)
  return (
    <Button
      variant="default"
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { isActive: true },
          {
            onSuccess: () => toast({ message: t('switchedOn') }),
            onError: complain,
          },
        )
      }
    >
      {t('switchOn')}
    </Button>
  )
}

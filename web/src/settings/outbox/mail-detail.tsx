import type { OutboxMessage } from '@groundwork/contract/platform/outbox.ts'
import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import { MailFrame } from '#ui/mail-frame.tsx'
import { SmsBubble } from '#ui/sms-bubble.tsx'
import classes from './mail-detail.module.css'
import { useMail } from './outbox.api.ts'
import { t } from './outbox.text.ts'

const FORMS = [
  { value: 'html', label: t('asHtml') },
  { value: 'text', label: t('asText') },
]

export function MailDetail({ message }: { message: OutboxMessage }) {
  const { data: mail, error, refetch } = useMail(message.id)
  const [form, setForm] = useState('html')
  if (error && !mail)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return (
    <div className={classes.mail}>
      <Facts
        facts={[
          { label: t('to'), value: message.to },
          ...(message.state
            ? [{ label: t('state'), value: [t(`state_${message.state}`), message.reason].filter(Boolean).join(': ') }]
            : []),
          { label: t('written'), value: <When value={message.createdAt} as="exact" /> },
        ]}
      />
      {mail?.isLinkHidden && (
        <Text size="sm" c="dimmed">
          {t('linkHidden')}
        </Text>
      )}
      {mail?.channel === 'sms' && <SmsBubble text={mail.text} />}
      {message.channel === 'email' && (
        <SegmentedControl
          size="xs"
          aria-label={t('showAs')}
          value={form}
          onChange={setForm}
          data={FORMS}
          style={{ alignSelf: 'start' }}
        />
      )}
      {!mail && <Skeleton h={420} radius={8} />}
      {mail?.channel === 'email' && form === 'text' && <pre className={classes.text}>{mail.text}</pre>}
      {mail?.channel === 'email' && form === 'html' && (
        <MailFrame title={t('preview', { subject: mail.subject })} html={mail.html} />
      )}
    </div>
  )
}

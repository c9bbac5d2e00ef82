import type { OutboxMessage } from '@groundwork/contract/platform/outbox.ts'
import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
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
          { label: t('written'), value: <When value={message.createdAt} as="exact" /> },
        ]}
      />
      {mail?.isLinkHidden && (
        <Text size="sm" c="dimmed">
          {t('linkHidden')}
        </Text>
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('showAs')}
        value={form}
        onChange={setForm}
        data={FORMS}
        style={{ alignSelf: 'start' }}
      />
      {!mail && <Skeleton h={420} radius={8} />}
      {mail && form === 'text' && <pre className={classes.text}>{mail.text}</pre>}
      {mail && form === 'html' && <MailFrame subject={mail.subject} html={mail.html} />}
    </div>
  )
}

/** Without scripts and without our origin; its links open in a tab of their own, where they are an ordinary page. */
function MailFrame({ subject, html }: { subject: string; html: string }) {
  return (
    <iframe
      className={classes.frame}
      title={t('preview', { subject })}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={html.replace('<head>', '<head><base target="_blank">')}
    />
  )
}

import type { MessageDetail } from '@groundwork/contract/office/messages.ts'
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { MailFrame } from '#ui/mail-frame.tsx'
import { SmsBubble } from '#ui/sms-bubble.tsx'
import classes from './message-detail.module.css'
import { t } from './messages.text.ts'

const FORMS = [
  { value: 'html', label: t('asHtml') },
  { value: 'text', label: t('asText') },
]

type Content = Pick<MessageDetail, 'channel' | 'subject' | 'text' | 'html'>

/** As it arrives: a mail in a frame of its own, a text message as a bubble. */
export function MessageContent({ message: { channel, subject, text, html } }: { message: Content }) {
  const [form, setForm] = useState('html')
  if (text === null)
    return (
      <Text size="sm" c="dimmed">
        {t('noText')}
      </Text>
    )
  if (channel === 'sms') return <SmsBubble text={text} />
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('showAs')}
        value={form}
        onChange={setForm}
        data={FORMS}
        style={{ alignSelf: 'start' }}
      />
      {form === 'html' && html ? (
        <MailFrame title={t('preview', { subject: subject ?? '' })} html={html} />
      ) : (
        <pre className={classes.plain}>{text}</pre>
      )}
    </>
  )
}

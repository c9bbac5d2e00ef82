import type { MessageEvent, PreviewTemplate } from '@groundwork/contract/office/message-templates.ts'
import { Alert, Button, Group, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { RecordPicker } from '#kit/picker/record-picker.tsx'
import { Failure } from '#ui/failure.tsx'
import { MailFrame } from '#ui/mail-frame.tsx'
import { SmsBubble } from '#ui/sms-bubble.tsx'
import { toast } from '#ui/toast.tsx'
import { customers } from '../../customers/customers.resource.ts'
import classes from './template-editor.module.css'
import { usePreview, useTestTemplate } from './templates.api.ts'
import { t } from './templates.text.ts'

const TYPING_MS = 300

interface TemplatePreviewProps {
  event: MessageEvent
  draft: PreviewTemplate
  customerId: string | null
  onCustomer: (id: string | null) => void
}

/** How the draft would arrive, while it is being written, with the data of somebody real. */
export function TemplatePreview({ event, draft, customerId, onCustomer }: TemplatePreviewProps) {
  const { event: name, channel, language, subject, body } = draft
  const [asked] = useDebouncedValue(
    JSON.stringify({ event: name, channel, language, subject, body, customerId }),
    TYPING_MS,
  )
  // Written two lines above.
  const { data, error, refetch } = usePreview(JSON.parse(asked) as PreviewTemplate)
  return (
    <section className={classes.preview} aria-label={t('preview')}>
      {event.audience === 'customer' && (
        <RecordPicker
          resource={customers}
          label={t('previewWith')}
          description={data?.filledFrom ? undefined : t('previewExample')}
          value={customerId}
          onChange={onCustomer}
        />
      )}
      {data && data.problems.length > 0 && (
        <Alert color="yellow" variant="light" title={t('problems')} role="status">
          <ul className={classes.problems}>
            {data.problems.map(({ variable, message }) => (
              <li key={`${variable} ${message}`}>{message}</li>
            ))}
          </ul>
        </Alert>
      )}
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton h={320} />}
      {data?.subject && <p className={classes.subject}>{data.subject}</p>}
      {data?.html && <MailFrame title={t('previewTitle', { subject: data.subject ?? '' })} html={data.html} />}
      {data && data.html === null && <SmsBubble text={data.text} />}
      <TestButton draft={{ event: name, channel, language, subject, body, customerId }} />
    </section>
  )
}

function TestButton({ draft }: { draft: PreviewTemplate }) {
  const test = useTestTemplate()
  const [phone, setPhone] = useState('')
  const isSms = draft.channel === 'sms'
  const handleClick = () =>
    test.mutate(
      { ...draft, ...(isSms ? { phone } : {}) },
      {
        onSuccess: ({ to }) => toast({ message: t('tested', { to }) }),
        onError: complain,
      },
    )
  return (
    <Group gap="xs" align="end">
      {isSms && (
        <TextInput
          label={t('yourNumber')}
          type="tel"
          autoComplete="tel"
          placeholder="+1 614 555 0123"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconSend size={16} stroke={1.7} aria-hidden />}
        loading={test.isPending}
        disabled={isSms && phone.trim() === ''}
        onClick={handleClick}
      >
        {t('test')}
      </Button>
    </Group>
  )
}

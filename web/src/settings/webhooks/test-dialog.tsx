import { Alert, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { CodeBlock } from './code-block.tsx'
import { useTestWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

interface TestDialogProps {
  id: string
  onClose: () => void
}

/** Sends at once and shows what the receiver says. */
export function TestDialog({ id, onClose }: TestDialogProps) {
  const test = useTestWebhook(id)
  const send = useEffectEvent(() => {
    if (test.isIdle) test.mutate(undefined)
  })
  useEffect(() => send(), [])
  const answer = test.data
  return (
    <Modal opened onClose={onClose} title={t('test')} closeButtonProps={{ 'aria-label': uiText('close') }}>
      <Stack gap="md" role="status">
        {!answer && !test.error && <Text size="sm">{uiText('loading')}</Text>}
        {test.error && (
          <Alert color="red" variant="light">
            {sentenceOf(test.error)}
          </Alert>
        )}
        {answer && (
          <Alert
            color={answer.isDelivered ? 'green' : 'red'}
            variant="light"
            title={t(answer.isDelivered ? 'testGood' : 'testBad')}
          >
            {answer.error ?? t('testAnswer', { status: answer.status ?? t('noAnswer'), ms: answer.durationMs })}
          </Alert>
        )}
        {answer?.responseBody && <CodeBlock title={t('responseBody')} text={answer.responseBody} />}
      </Stack>
    </Modal>
  )
}

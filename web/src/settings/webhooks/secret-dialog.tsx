import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import { sentenceOf } from '#kit/api/problem.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { SecretReady } from './secret-ready.tsx'
import { useRevealSecret, useRotateSecret } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

interface SecretDialogProps {
  id: string
  deed: 'reveal' | 'rotate'
  onClose: () => void
}

/** Asks first: showing it is written down, renewing it changes what receivers must know. */
export function SecretDialog({ id, deed, onClose }: SecretDialogProps) {
  const reveal = useRevealSecret(id)
  const rotate = useRotateSecret(id)
  const asked = deed === 'reveal' ? reveal : rotate
  return (
    <Modal opened onClose={onClose} size="lg" title={t(deed)} closeButtonProps={{ 'aria-label': uiText('close') }}>
      {asked.data ? (
        <SecretReady title={t('secret')} {...asked.data} doneLabel={t('close')} onDone={onClose} />
      ) : (
        <Stack gap="md">
          <Text size="sm">{t(`${deed}Question`)}</Text>
          {asked.error && (
            <Alert color="red" variant="light" role="alert">
              {sentenceOf(asked.error)}
            </Alert>
          )}
          <div>
            <Button loading={asked.isPending} onClick={() => asked.mutate(undefined)} data-autofocus>
              {t(deed)}
            </Button>
          </div>
        </Stack>
      )}
    </Modal>
  )
}

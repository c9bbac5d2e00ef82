import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { watchJob } from '#kit/jobs/watched-jobs.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { useRecoverWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

interface RecoverDialogProps {
  id: string
  onClose: () => void
}

export function RecoverDialog({ id, onClose }: RecoverDialogProps) {
  const recover = useRecoverWebhook(id)
  const [since, setSince] = useState(yesterday)
  const at = new Date(since)
  const isWrong = Number.isNaN(at.getTime()) || at.getTime() > Date.now()
  const handleStart = () =>
    recover.mutate(at.toISOString(), {
      onSuccess: ({ jobId }) => {
        toast({ message: t('recovering') })
        watchJob({ jobId, done: t('recovered'), failed: t('recoverFailed'), to: `/settings/webhooks/${id}` })
        onClose()
      },
      onError: complain,
    })
  return (
    <Modal opened onClose={onClose} title={t('recoverTitle')} closeButtonProps={{ 'aria-label': uiText('close') }}>
      <Stack gap="md">
        <Text size="sm">{t('recoverText')}</Text>
        <TextInput
          type="datetime-local"
          label={t('since')}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
          error={isWrong && t('sinceWrong')}
          data-autofocus
        />
        <div>
          <Button disabled={isWrong} loading={recover.isPending} onClick={handleStart}>
            {t('recoverDo')}
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}

const DAY_MS = 24 * 60 * 60 * 1000

/** As the input writes it: local time without a zone. */
function yesterday(): string {
  const at = new Date(Date.now() - DAY_MS)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

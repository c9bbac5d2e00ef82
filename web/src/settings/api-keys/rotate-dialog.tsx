import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { useRotateApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { KeyReady } from './key-ready.tsx'

const OVERLAPS = ['0', '1', '24', '72', '168'] as const

interface RotateDialogProps {
  id: string
  onClose: () => void
}

/** First how long the old secret goes on, then the new one, which is shown this one time. */
export function RotateDialog({ id, onClose }: RotateDialogProps) {
  const rotate = useRotateApiKey(id)
  const [overlap, setOverlap] = useState<string>('24')
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('rotateTitle')}
      closeOnClickOutside={!rotate.data}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      {rotate.data ? (
        <KeyReady created={rotate.data} onDone={onClose} />
      ) : (
        <Stack gap="md">
          <Text size="sm">{t('rotateText')}</Text>
          <Select
            label={t('overlap')}
            description={t('overlapHelp')}
            data={OVERLAPS.map((value) => ({ value, label: t(`overlap_${value}`) }))}
            value={overlap}
            onChange={(value) => setOverlap(value ?? '24')}
            allowDeselect={false}
            checkIconPosition="right"
            maw={280}
          />
          {rotate.error && (
            <Alert color="red" variant="light" role="alert">
              {sentenceOf(rotate.error)}
            </Alert>
          )}
          <Group gap="xs">
            <Button loading={rotate.isPending} onClick={() => rotate.mutate(Number(overlap))} data-autofocus>
              {t('rotateNow')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {uiText('cancel')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

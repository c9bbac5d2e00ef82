import type { Export } from '@groundwork/contract/office/exports.ts'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { TellMeButton } from '#kit/jobs/tell-me-button.tsx'
import { useTimeLeft } from '#kit/jobs/use-time-left.ts'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact } from '#ui/format/when.tsx'
import { JobProgress } from '#ui/job-progress.tsx'
import { DownloadButton } from './download-button.tsx'
import { isMoving, useExport } from './exports.api.ts'
import { t } from './exports.text.ts'

interface ExportProgressProps {
  made: Export
  onClose: () => void
}

export function ExportProgress({ made, onClose }: ExportProgressProps) {
  const { data: current } = useExport(made)
  if (isMoving(current)) return <Making current={current} onClose={onClose} />
  return (
    <Stack gap="md" role="status">
      {current.state === 'finished' ? (
        <Ready current={current} />
      ) : (
        <Alert color="red" variant="light" title={t(current.state === 'cancelled' ? 'stopped' : 'failed')}>
          {current.problem}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('later')}
        </Button>
        {current.state === 'finished' && <DownloadButton made={current} />}
      </Group>
    </Stack>
  )
}

function Making({ current, onClose }: { current: Export; onClose: () => void }) {
  const { done, total } = current.progress ?? { done: 0, total: null }
  const timeLeft = useTimeLeft(done, total)
  return (
    <Stack gap="md">
      <JobProgress label={t('making')} done={done} total={total} {...(timeLeft ? { timeLeft } : {})} />
      <Text size="sm" c="dimmed">
        {t('laterText')}
      </Text>
      <Group justify="flex-end">
        <TellMeButton jobId={current.jobId} done={t('ready')} failed={t('watchFailed')} to="/exports" />
        <Button variant="default" onClick={onClose}>
          {t('later')}
        </Button>
      </Group>
    </Stack>
  )
}

function Ready({ current: { rows, sizeBytes, expiresAt } }: { current: Export }) {
  const region = useRegion()
  return (
    <div>
      <Text fw={600}>{t('ready')}</Text>
      <Text size="sm" c="dimmed">
        {t('readyText', {
          count: rows ?? 0,
          size: fileSizeWords(sizeBytes ?? 0, region.locale),
          until: expiresAt ? formatExact(expiresAt, region) : '',
        })}
      </Text>
    </div>
  )
}

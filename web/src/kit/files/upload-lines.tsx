import { ActionIcon, Progress, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { t } from './files.text.ts'
import classes from './files-panel.module.css'
import type { UploadUnderWay } from './use-uploads.ts'

interface UploadLinesProps {
  uploads: UploadUnderWay[]
  onDismiss: (key: string) => void
}

export function UploadLines({ uploads, onDismiss }: UploadLinesProps) {
  return uploads.map(({ key, name, share, error, cancel }) => (
    <div key={key} className={classes.upload} role={error ? 'alert' : 'status'}>
      <div>
        <Text size="sm" truncate>
          {name}
        </Text>
        {error ? (
          <Text size="sm" c="var(--gw-red-ink)">
            {error}
          </Text>
        ) : (
          <Progress value={share * 100} size="sm" aria-label={t('uploading', { name })} />
        )}
      </div>
      <ActionIcon
        onClick={error ? () => onDismiss(key) : cancel}
        aria-label={error ? t('dismiss') : t('cancel', { name })}
      >
        <IconX size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
    </div>
  ))
}

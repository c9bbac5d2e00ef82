import { Alert, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { addressOf } from '#kit/api/client.ts'
import { Door } from './door.tsx'
import { tokenFromHash } from './session.api.ts'
import { t } from './session.text.ts'

/** Where the link in a mail leads: the file comes by a click, so that programs that look into mails do not take it. */
export function ExportFilePage() {
  const token = tokenFromHash(useLocation().hash)
  return (
    <Door title={t('fileTitle')} text={t('fileText')}>
      {token ? (
        <Button
          component="a"
          href={addressOf('export-files', { token })}
          download
          leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
        >
          {t('fileDownload')}
        </Button>
      ) : (
        <Alert color="red" variant="light">
          {t('fileLinkBroken')}
        </Alert>
      )}
    </Door>
  )
}

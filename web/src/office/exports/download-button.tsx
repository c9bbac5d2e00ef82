import type { Export } from '@groundwork/contract/office/exports.ts'
import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { downloadAddress } from './exports.api.ts'
import { t } from './exports.text.ts'

export function DownloadButton({ made: { id, fileName }, ...button }: ButtonProps & { made: Export }) {
  return (
    <Button
      component="a"
      href={downloadAddress(id)}
      download={fileName ?? ''}
      leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
      {...button}
    >
      {t('download')}
    </Button>
  )
}

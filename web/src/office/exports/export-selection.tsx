import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { ListView } from '#kit/list/list-view.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { useMe } from '#kit/session/session.ts'
import { ExportDialog } from './export-dialog.tsx'
import { t } from './exports.text.ts'

/** In the bar of what can be done with the selected rows. */
export function ExportSelection<T extends BaseRecord>({ view, records }: { view: ListView<T>; records: T[] }) {
  const { permissions } = useMe()
  const [isOpen, setIsOpen] = useState(false)
  if (!permissions.includes(`${view.resource.name}.export`)) return null
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('export')}
      </Button>
      <ExportDialog view={view} ids={records.map(({ id }) => id)} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  )
}

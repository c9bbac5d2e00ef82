import type { Export } from '@groundwork/contract/office/exports.ts'
import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { ListView } from '#kit/list/list-view.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { ExportForm } from './export-form.tsx'
import { ExportProgress } from './export-progress.tsx'
import { t } from './exports.text.ts'

interface ExportDialogProps<T extends BaseRecord> {
  view: ListView<T>
  isOpen: boolean
  onClose: () => void
}

/** The list one is looking at as a file: first what it should be, then how far it is. */
export function ExportDialog<T extends BaseRecord>({ view, isOpen, onClose }: ExportDialogProps<T>) {
  const [made, setMade] = useState<Export>()
  const handleClose = () => {
    setMade(undefined)
    onClose()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={handleClose}
      title={t('exportTitle', { many: view.resource.many })}
      size={520}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      {made ? (
        <ExportProgress made={made} onClose={handleClose} />
      ) : (
        <ExportForm view={view} onMade={setMade} onCancel={handleClose} />
      )}
    </Modal>
  )
}

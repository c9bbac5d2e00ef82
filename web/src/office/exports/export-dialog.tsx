import type { Export } from '@groundwork/contract/office/exports.ts'
import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { ListView } from '#kit/list/list-view.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { ExportForm } from './export-form.tsx'
import { ExportProgress } from './export-progress.tsx'
import { t } from './exports.text.ts'
import { NewSchedule } from './schedules/new-schedule.tsx'
import { useFileChoice } from './use-file-choice.ts'

interface ExportDialogProps<T extends BaseRecord> {
  view: ListView<T>
  /** The selected records, where it is not the whole list. */
  ids?: string[]
  isOpen: boolean
  onClose: () => void
}

/** The list one is looking at as a file: first what it should be, then how far it is. */
export function ExportDialog<T extends BaseRecord>({ view, ids, isOpen, onClose }: ExportDialogProps<T>) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('exportTitle', { many: view.resource.many })}
      size={560}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      <Steps view={view} ids={ids} onClose={onClose} />
    </Modal>
  )
}

interface StepsProps<T extends BaseRecord> extends Pick<ExportDialogProps<T>, 'view' | 'onClose'> {
  ids: string[] | undefined
}

function Steps<T extends BaseRecord>({ view, ids, onClose }: StepsProps<T>) {
  const choice = useFileChoice(view, ids)
  const [made, setMade] = useState<Export>()
  const [isScheduling, setIsScheduling] = useState(false)
  if (made) return <ExportProgress made={made} onClose={onClose} />
  if (isScheduling)
    return (
      <NewSchedule
        resource={view.resource.name}
        choice={choice}
        onBack={() => setIsScheduling(false)}
        onDone={onClose}
      />
    )
  return (
    <ExportForm
      view={view}
      choice={choice}
      onMade={setMade}
      onSchedule={() => setIsScheduling(true)}
      onCancel={onClose}
    />
  )
}

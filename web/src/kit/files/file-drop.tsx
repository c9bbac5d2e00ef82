import { FILE_ENDINGS } from '@groundwork/contract/platform/files.ts'
import { FileButton, UnstyledButton } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { t } from './files.text.ts'
import classes from './files-panel.module.css'

const ACCEPT = FILE_ENDINGS.map((ending) => `.${ending}`).join()

/** Dropped with the mouse, or chosen with a button that every keyboard reaches; on phones the camera is one choice. */
export function FileDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [isOver, setIsOver] = useState(false)
  const handleDrag = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(event.type === 'dragover')
  }
  const handleDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button inside does the same for all
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={handleDrag}
      onDragLeave={handleDrag}
      onDrop={handleDrop}
    >
      <IconPaperclip size={16} stroke={1.7} aria-hidden />
      {t('drop')}
      <FileButton onChange={onFiles} accept={ACCEPT} multiple>
        {(props) => (
          <UnstyledButton {...props} c="var(--gw-accent-ink)" fz="sm" fw={550} td="underline">
            {t('choose')}
          </UnstyledButton>
        )}
      </FileButton>
    </div>
  )
}

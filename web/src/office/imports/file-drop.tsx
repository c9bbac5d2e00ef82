import { MAX_IMPORT_BYTES } from '@groundwork/contract/office/imports.ts'
import { Button, FileButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { t } from './imports.text.ts'
import classes from './new-import.module.css'

const TYPES = '.csv,.tsv,.txt,.xlsx'

interface FileDropProps {
  isDisabled: boolean
  onFile: (file: File) => void
}

/** Dropped with the mouse, or chosen with a button that every keyboard reaches. */
export function FileDrop({ isDisabled, onFile }: FileDropProps) {
  const { locale } = useRegion()
  const [isOver, setIsOver] = useState(false)
  const handleDrag = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(event.type === 'dragover' && !isDisabled)
  }
  const handleDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file && !isDisabled) onFile(file)
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
      <IconFileSpreadsheet size={36} stroke={1.3} color="var(--gw-accent-ink)" aria-hidden />
      <div className={classes.dropTitle}>{t('dropTitle')}</div>
      <div className={classes.dropText}>
        {isDisabled ? t('chooseResource') : t('dropText', { size: fileSizeWords(MAX_IMPORT_BYTES, locale) })}
      </div>
      <FileButton onChange={(file) => file && onFile(file)} accept={TYPES} disabled={isDisabled}>
        {(props) => (
          <Button {...props} disabled={isDisabled}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

/** What can be said before anything is sent. */
export function problemWith(file: File, locale: string): string | undefined {
  if (!TYPES.split(',').some((ending) => file.name.toLowerCase().endsWith(ending)))
    return t('wrongType', { name: file.name })
  return file.size > MAX_IMPORT_BYTES
    ? t('tooLarge', { name: file.name, size: fileSizeWords(MAX_IMPORT_BYTES, locale) })
    : undefined
}

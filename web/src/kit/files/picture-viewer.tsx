import type { StoredFile } from '@groundwork/contract/platform/files.ts'
import { ActionIcon, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { t } from './files.text.ts'
import classes from './files-panel.module.css'
import { Picture } from './thumbnail.tsx'

interface PictureViewerProps {
  pictures: StoredFile[]
  openId: string | undefined
  onOpen: (id: string | undefined) => void
}

/** One picture large, the others one key away. */
export function PictureViewer({ pictures, openId, onOpen }: PictureViewerProps) {
  const index = pictures.findIndex(({ id }) => id === openId)
  const file = pictures[index]
  const move = (step: number) => {
    const next = pictures[(index + step + pictures.length) % pictures.length]
    if (file && next) onOpen(next.id)
  }
  useHotkeys([
    ['ArrowLeft', () => move(-1)],
    ['ArrowRight', () => move(1)],
  ])
  return (
    <Modal opened={file !== undefined} onClose={() => onOpen(undefined)} title={file?.name} size="auto" centered>
      {file && <Picture file={file} size="large" className={classes.large} />}
      {pictures.length > 1 && (
        <div className={classes.steps}>
          <ActionIcon onClick={() => move(-1)} aria-label={t('previous')}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          {t('of', { number: index + 1, count: pictures.length })}
          <ActionIcon onClick={() => move(1)} aria-label={t('next')}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </Modal>
  )
}

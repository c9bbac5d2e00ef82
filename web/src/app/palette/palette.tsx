import { Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { t } from '../app.text.ts'
import classes from './palette.module.css'
import { PaletteBody } from './palette-body.tsx'
import { palette, useIsPaletteOpen } from './palette-store.ts'

/** Ctrl or Cmd K: records, pages and actions, by typing. */
export function Palette() {
  const isOpen = useIsPaletteOpen()
  // From everywhere, text boxes too.
  useHotkeys([['mod + K', palette.open]], [])
  return (
    <Modal
      opened={isOpen}
      onClose={palette.close}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      classNames={{ content: classes.content ?? '' }}
      attributes={{ content: { 'aria-label': t('searchHint') } }}
    >
      <PaletteBody />
    </Modal>
  )
}

import { Drawer, Skeleton, Stack } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Empty } from '#ui/empty.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { t } from '../kit.text.ts'
import classes from './register.module.css'

interface RegisterDrawerProps {
  isOpen: boolean
  isMissing: boolean
  title: string | undefined
  status?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** What is known of one line, beside the list that it was opened from. */
export function RegisterDrawer({ isOpen, isMissing, title, status, onClose, children }: RegisterDrawerProps) {
  const heading = (
    <span className={classes.head}>
      {title ?? (isMissing ? t('lineMissingTitle') : uiText('loading'))} {status}
    </span>
  )
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={560}
      title={heading}
      closeButtonProps={{ 'aria-label': uiText('close') }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {isMissing ? (
        <Empty icon={IconFileOff} title={t('lineMissingTitle')} text={t('lineMissingText')} />
      ) : (
        (children ?? <DrawerSkeleton />)
      )}
    </Drawer>
  )
}

const LINES = [58, 44, 66, 50]

function DrawerSkeleton() {
  return (
    <Stack gap="md" aria-busy>
      {LINES.map((width) => (
        <Skeleton key={width} h={12} w={`${width}%`} />
      ))}
    </Stack>
  )
}

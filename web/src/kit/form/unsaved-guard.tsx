import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { t } from '../kit.text.ts'

interface UnsavedGuardProps {
  /** Asked at the moment of leaving, so that a save just done counts. */
  isDirty: () => boolean
}

/** Leaving the page with unsaved changes asks first: links, back, and closing the window. */
export function UnsavedGuard({ isDirty }: UnsavedGuardProps) {
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true })
  const isBlocked = blocker.status === 'blocked'
  return (
    <Modal opened={isBlocked} onClose={() => blocker.reset?.()} title={t('unsavedTitle')}>
      <Text mb="lg">{t('unsavedText')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('discard')}
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          {t('stay')}
        </Button>
      </Group>
    </Modal>
  )
}

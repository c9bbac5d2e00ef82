import { Anchor, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { t } from './text/ui.text.ts'

const SHOWN_MS = 6_000

interface Toast {
  message: string
  undo?: () => void
}

/** What just happened, with the way back where there is one. */
export function toast({ message, undo }: Toast): void {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const handleUndo = () => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    withBorder: true,
    color: 'gray',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm">{message}</Text>
        {undo && (
          <Anchor component="button" type="button" size="sm" fw={600} onClick={handleUndo}>
            {t('undo')}
          </Anchor>
        )}
      </Group>
    ),
  })
}

export function toastFailure(message: string): void {
  notifications.show({ message, color: 'red', withBorder: true, autoClose: SHOWN_MS * 2 })
}

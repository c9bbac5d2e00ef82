import { Anchor, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { t } from './text/ui.text.ts'

const SHOWN_MS = 6_000

interface Toast {
  message: string
  undo?: () => void
  /** What else can be done about it. */
  action?: { label: string; run: () => void }
}

/** What just happened, with the way back where there is one. */
export function toast({ message, undo, action = undo && { label: t('undo'), run: undo } }: Toast): void {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const handleAction = () => {
    notifications.hide(id)
    action?.run()
  }
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': t('close') },
    withBorder: true,
    color: 'gray',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm">{message}</Text>
        {action && (
          <Anchor component="button" type="button" size="sm" fw={600} onClick={handleAction}>
            {action.label}
          </Anchor>
        )}
      </Group>
    ),
  })
}

export function toastFailure(message: string): void {
  notifications.show({
    message,
    color: 'red',
    withBorder: true,
    autoClose: SHOWN_MS * 2,
    closeButtonProps: { 'aria-label': t('close') },
  })
}

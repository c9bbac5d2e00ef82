import { Button, type ButtonProps, Group, Popover, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { t } from './text/ui.text.ts'

interface ConfirmButtonProps extends ButtonProps {
  children: ReactNode
  question: string
  confirmLabel: string
  onConfirm: () => void
  /** Towards which side the question opens. */
  position?: 'bottom-start' | 'bottom-end'
}

/** A button whose deed asks once more, right where the hand already is. */
export function ConfirmButton({
  children,
  question,
  confirmLabel,
  onConfirm,
  position = 'bottom-end',
  ...button
}: ConfirmButtonProps) {
  const [opened, setOpened] = useState(false)
  const handleConfirm = () => {
    setOpened(false)
    onConfirm()
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position={position} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened((now) => !now)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="xs" onClick={() => setOpened(false)} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red.8" size="xs" onClick={handleConfirm}>
            {confirmLabel}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

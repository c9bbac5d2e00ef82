import { Button, type ButtonProps } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { t } from './settings.text.ts'

interface CopyButtonProps extends ButtonProps {
  value: string
  label: string
}

export function CopyButton({ value, label, ...button }: CopyButtonProps) {
  const { copied, copy } = useClipboard({ timeout: 2000 })
  const Glyph = copied ? IconCheck : IconCopy
  return (
    <Button
      variant="default"
      leftSection={<Glyph size={16} stroke={1.7} aria-hidden />}
      {...button}
      onClick={() => copy(value)}
    >
      <span aria-live="polite">{copied ? t('copied') : label}</span>
    </Button>
  )
}

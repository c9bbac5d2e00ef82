import { Group, TextInput } from '@mantine/core'
import { CopyButton } from '../copy-button.tsx'
import { t } from './sign-in.text.ts'

interface CopyLineProps {
  label: string
  description: string
  value: string
}

/** Something to carry elsewhere, exactly as it stands. */
export function CopyLine({ label, description, value }: CopyLineProps) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput label={label} description={description} value={value} readOnly flex={1} miw={0} />
      <CopyButton value={value} label={t('copy')} />
    </Group>
  )
}

import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from './custom-fields.text.ts'
import { type DraftOption, newOption } from './field-draft.ts'

interface OptionsInputProps {
  options: DraftOption[]
  onChange: (options: DraftOption[]) => void
  errorOf: (index: number) => ReactNode
  error: ReactNode
}

/** The options of a choice, one a line, in the order in which people will see them. */
export function OptionsInput({ options, onChange, errorOf, error }: OptionsInputProps) {
  const rename = (id: number, label: string) =>
    onChange(options.map((option) => (option.id === id ? { ...option, label } : option)))
  const add = () => onChange([...options, newOption(Math.max(-1, ...options.map(({ id }) => id)) + 1)])
  return (
    <Input.Wrapper
      label={t('options')}
      description={t('optionsHelp')}
      labelElement="div"
      role="group"
      aria-label={t('options')}
      error={error}
    >
      <Stack gap={6} mt={6}>
        {options.map(({ id, label }, index) => (
          <Group key={id} gap={6} align="start" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={t('option', { number: index + 1 })}
              value={label}
              maxLength={60}
              onChange={(event) => rename(id, event.currentTarget.value)}
              error={errorOf(index)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t('removeOption', { number: index + 1 })}
              onClick={() => onChange(options.filter((option) => option.id !== id))}
            >
              <IconX size={16} stroke={1.7} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="xs"
          onClick={add}
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'start' }}
        >
          {t('addOption')}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}

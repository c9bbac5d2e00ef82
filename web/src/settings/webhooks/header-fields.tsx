import type { WebhookHeader } from '@groundwork/contract/platform/webhooks.ts'
import { ActionIcon, Button, Checkbox, Group, Input, Stack, TextInput } from '@mantine/core'
import type { FormErrors } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { t } from './webhooks.text.ts'

export interface HeaderValues {
  /** To tell them apart while they are edited. */
  key: string
  name: string
  value: string
  isSecret: boolean
  /** A secret that is stored: left empty, it stays. */
  isKept: boolean
}

export function newHeader(header?: WebhookHeader): HeaderValues {
  const key = crypto.getRandomValues(new Uint32Array(2)).join('-')
  if (!header) return { key, name: '', value: '', isSecret: false, isKept: false }
  return { key, name: header.name, value: header.value ?? '', isSecret: header.isSecret, isKept: header.isSecret }
}

export function toHeaderInput({ name, value, isSecret, isKept }: HeaderValues) {
  return isKept && value === '' ? { name, isSecret } : { name, value, isSecret }
}

interface HeaderFieldsProps {
  value: HeaderValues[]
  onChange: (headers: HeaderValues[]) => void
  errors: FormErrors
}

export function HeaderFields({ value, onChange, errors }: HeaderFieldsProps) {
  const change = (key: string, changes: Partial<HeaderValues>) =>
    onChange(value.map((header) => (header.key === key ? { ...header, ...changes } : header)))
  return (
    <Stack gap="sm" data-path="headers" tabIndex={-1}>
      {errors['headers'] && <Input.Error role="alert">{errors['headers']}</Input.Error>}
      {value.map((header, index) => (
        <Group key={header.key} align="flex-end" gap="sm">
          <TextInput
            label={t('headerName')}
            placeholder="X-Api-Key"
            value={header.name}
            error={errors[`headers.${index}.name`]}
            onChange={(event) => change(header.key, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('headerValue')}
            placeholder={header.isKept ? t('headerKept') : ''}
            value={header.value}
            error={errors[`headers.${index}.value`]}
            onChange={(event) => change(header.key, { value: event.currentTarget.value })}
          />
          <Checkbox
            pb={8}
            label={t('headerSecret')}
            checked={header.isSecret}
            onChange={(event) => change(header.key, { isSecret: event.currentTarget.checked, isKept: false })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('headerRemove')}
            onClick={() => onChange(value.filter(({ key }) => key !== header.key))}
          >
            <IconTrash size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
          onClick={() => onChange([...value, newHeader()])}
        >
          {t('headerAdd')}
        </Button>
      </div>
    </Stack>
  )
}

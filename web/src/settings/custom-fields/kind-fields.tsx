import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { knownResources } from '#kit/resource/known-resources.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { t } from './custom-fields.text.ts'
import type { Draft } from './field-draft.ts'
import { OptionsInput } from './options-input.tsx'

interface KindFieldsProps {
  form: UseFormReturnType<Draft>
  isNew: boolean
}

/** What only fields of one kind have. */
export function KindFields({ form, isNew }: KindFieldsProps) {
  switch (form.values.kind) {
    case 'text':
      return (
        <Group grow align="start">
          <NumberInput label={t('minLength')} min={1} max={500} {...form.getInputProps('minLength')} />
          <NumberInput label={t('maxLength')} min={1} max={500} {...form.getInputProps('maxLength')} />
        </Group>
      )
    case 'number':
      return <NumberFields form={form} />
    case 'date':
      return (
        <Group grow align="start">
          <TextInput type="date" label={t('earliest')} {...form.getInputProps('earliest')} />
          <TextInput type="date" label={t('latest')} {...form.getInputProps('latest')} />
        </Group>
      )
    case 'choice':
      return (
        <OptionsInput
          options={form.values.options}
          onChange={(options) => form.setFieldValue('options', options)}
          errorOf={(index) => form.errors[`options.${index}.label`] ?? form.errors[`options.${index}.value`]}
          error={form.errors['options']}
        />
      )
    case 'reference':
      return (
        <Select
          label={t('referenceTo')}
          data={knownResources().map((value) => ({ value, label: resourceTitle(value) }))}
          allowDeselect={false}
          disabled={!isNew}
          checkIconPosition="right"
          {...form.getInputProps('referenceTo')}
        />
      )
  }
}

function NumberFields({ form }: Pick<KindFieldsProps, 'form'>) {
  return (
    <>
      <Group grow align="start">
        <TextInput label={t('unit')} placeholder={t('unitExample')} maxLength={20} {...form.getInputProps('unit')} />
        <NumberInput label={t('decimals')} min={0} max={6} {...form.getInputProps('decimals')} />
      </Group>
      <Group grow align="start">
        <NumberInput label={t('min')} hideControls {...form.getInputProps('min')} />
        <NumberInput label={t('max')} hideControls {...form.getInputProps('max')} />
      </Group>
    </>
  )
}

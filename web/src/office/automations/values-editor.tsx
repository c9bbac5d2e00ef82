import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { ActionIcon, Group, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { fromContract } from '#ui/text/text.ts'
import { t } from './automations.text.ts'
import { setPaths, valueAt, withoutValue, withValue } from './draft.ts'
import classes from './editor.module.css'
import { TextWithPlaces } from './text-with-places.tsx'
import { fieldOptions, optionWords } from './words.ts'

interface ValuesEditorProps {
  values: Record<string, unknown>
  /** Of the kind of record. */
  known: readonly VocabularyField[]
  /** Of the event, to insert. */
  places: readonly VocabularyField[]
  errorOf: (path: string) => string | undefined
  onChange: (values: Record<string, unknown>) => void
}

/** The fields that an action sets, each with the input of its kind; the rest is offered below. */
export function ValuesEditor({ values, known, places, errorOf, onChange }: ValuesEditorProps) {
  const paths = known.map(({ path }) => path)
  const set = setPaths(values, paths)
  const left = known.filter(({ path }) => !set.includes(path))
  return (
    <div className={classes.values}>
      {known
        .filter(({ path }) => set.includes(path))
        .map((field) => (
          <Group key={field.path} gap="xs" align="flex-end" wrap="nowrap">
            <div className={classes.grow}>
              <FieldInput
                field={field}
                value={valueAt(values, field.path)}
                places={places}
                error={errorOf(field.path)}
                onChange={(value) => onChange(withValue(values, field.path, value))}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={t('removeField', { field: fromContract(field.title) })}
              onClick={() => onChange(withoutValue(values, field.path))}
            >
              <IconX size={16} stroke={1.7} />
            </ActionIcon>
          </Group>
        ))}
      <Select
        aria-label={t('addField')}
        placeholder={t('addField')}
        searchable
        data={fieldOptions(left)}
        value={null}
        onChange={(path) => {
          const field = known.find((one) => one.path === path)
          if (field) onChange(withValue(values, field.path, field.options[0] ?? (field.kind === 'flag' ? true : '')))
        }}
      />
    </div>
  )
}

interface FieldInputProps {
  field: VocabularyField
  value: unknown
  places: readonly VocabularyField[]
  error: string | undefined
  onChange: (value: unknown) => void
}

function FieldInput({ field, value, places, error, onChange }: FieldInputProps) {
  const label = fromContract(field.title)
  if (field.kind === 'word')
    return (
      <Select
        label={label}
        data={field.options.map((option) => ({ value: option, label: optionWords(option) }))}
        value={String(value)}
        error={error}
        allowDeselect={false}
        onChange={onChange}
      />
    )
  if (field.kind === 'flag')
    return (
      <Select
        label={label}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        value={String(value)}
        error={error}
        allowDeselect={false}
        onChange={(chosen) => onChange(chosen === 'true')}
      />
    )
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  return (
    <TextWithPlaces
      label={label}
      value={typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')}
      fields={places}
      error={error}
      onChange={(typed) => onChange(isNumber && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed)}
    />
  )
}

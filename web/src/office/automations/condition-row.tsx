import {
  COMPARISONS,
  type Comparison,
  type ConditionRow,
  VALUELESS,
} from '@groundwork/contract/office/automation-conditions.ts'
import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { ActionIcon, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { t } from './automations.text.ts'
import classes from './editor.module.css'
import { fieldOptions, optionWords } from './words.ts'

interface ConditionRowInputProps {
  row: ConditionRow
  fields: readonly VocabularyField[]
  onChange: (row: ConditionRow) => void
  onRemove: () => void
}

/** One line of a condition: field, comparison, value. */
export function ConditionRowInput({ row, fields, onChange, onRemove }: ConditionRowInputProps) {
  const field = fields.find(({ path }) => path === row.field)
  const comparisons = comparisonsFor(field, row.field)
  const handleField = (path: string | null) => {
    const chosen = fields.find((one) => one.path === path)
    if (chosen) onChange(firstRowOf(chosen))
  }
  return (
    <div className={classes.row}>
      <Select
        aria-label={t('field')}
        placeholder={t('field')}
        searchable
        data={fieldOptions(fields)}
        value={row.field}
        onChange={handleField}
        allowDeselect={false}
      />
      <Select
        aria-label={t('comparison')}
        data={comparisons.map((value) => ({ value, label: t(value) }))}
        value={row.comparison}
        allowDeselect={false}
        onChange={(value) => {
          const comparison = comparisons.find((one) => one === value)
          if (comparison) onChange({ ...row, comparison, value: fitting(row.value, comparison) })
        }}
      />
      <ValueInput row={row} field={field} onChange={(value) => onChange({ ...row, value })} />
      <ActionIcon variant="subtle" color="gray" aria-label={t('removeRow')} onClick={onRemove}>
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
    </div>
  )
}

export function firstRowOf(field: VocabularyField): ConditionRow {
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  if (isNumber) return { field: field.path, comparison: 'more-than', value: 0 }
  if (field.kind === 'flag') return { field: field.path, comparison: 'is', value: true }
  return { field: field.path, comparison: 'is', value: field.options[0] ?? '' }
}

const ORDERED: readonly Comparison[] = ['more-than', 'at-least', 'less-than', 'at-most']
const TEXTUAL: readonly Comparison[] = ['contains']

function comparisonsFor(field: VocabularyField | undefined, path: string): Comparison[] {
  const isNumber = field?.kind === 'integer' || field?.kind === 'number'
  const isRecordField = path.startsWith('payload.record.')
  return COMPARISONS.filter((comparison) => {
    if (ORDERED.includes(comparison)) return isNumber || field?.kind === 'time'
    if (TEXTUAL.includes(comparison)) return field?.kind === 'text' || field?.kind === 'list'
    if (comparison === 'one-of') return field?.kind === 'word' || field?.kind === 'text'
    return comparison !== 'has-changed' || isRecordField
  })
}

function fitting(value: ConditionRow['value'], comparison: Comparison): ConditionRow['value'] {
  if (VALUELESS.includes(comparison)) return null
  if (comparison === 'one-of') return Array.isArray(value) ? value : value === null ? [] : [String(value)]
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
}

interface ValueInputProps {
  row: ConditionRow
  field: VocabularyField | undefined
  onChange: (value: ConditionRow['value']) => void
}

function ValueInput({ row: { comparison, value }, field, onChange }: ValueInputProps) {
  const options = (field?.options ?? []).map((option) => ({ value: option, label: optionWords(option) }))
  if (VALUELESS.includes(comparison)) return <span />
  if (comparison === 'one-of')
    return <MultiSelect aria-label={t('values')} data={options} value={asList(value)} onChange={onChange} />
  if (field?.kind === 'flag')
    return (
      <Select
        aria-label={t('value')}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        value={String(value)}
        onChange={(chosen) => onChange(chosen === 'true')}
      />
    )
  if (field?.kind === 'word')
    return (
      <Select
        aria-label={t('value')}
        data={options}
        value={String(value ?? '')}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  if (field?.kind === 'integer' || field?.kind === 'number')
    return (
      <NumberInput
        aria-label={t('value')}
        value={typeof value === 'number' ? value : ''}
        allowDecimal={field.kind === 'number'}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : 0)}
      />
    )
  return (
    <TextInput
      aria-label={t('value')}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function asList(value: ConditionRow['value']): string[] {
  return Array.isArray(value) ? value : []
}

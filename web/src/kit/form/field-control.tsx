import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../kit.text.ts'
import { RecordPicker } from '../picker/record-picker.tsx'
import { TagsField } from '../tags/tags-field.tsx'
import type { FieldSpec } from './field-spec.ts'
import type { FormView } from './form-view.ts'
import { GroupField } from './group-field.tsx'
import { ItemsField } from './items-field.tsx'
import type { FormApi } from './use-record-form.ts'

interface FieldControlProps {
  spec: FieldSpec
  /** Where the value stands in the form; differs from the spec's path inside list items. */
  path?: string
  form: FormApi
  view: Pick<FormView, 'wordOf' | 'records' | 'inputs' | 'isNeeded'>
}

/** The input for a field, chosen by its kind in the contract. */
export function FieldControl({ spec, path = spec.path, form, view }: FieldControlProps) {
  const Custom = view.inputs?.[spec.path]
  if (Custom) return <Custom spec={spec} form={form} />
  if (spec.kind === 'group') return <GroupField spec={spec} path={path} form={form} view={view} />
  if (spec.kind === 'items') return <ItemsField spec={spec} path={path} form={form} view={view} />
  return <SimpleControl spec={spec} path={path} form={form} view={view} />
}

function SimpleControl({ spec, path, form, view }: Required<FieldControlProps>) {
  const isNeeded = spec.isRequired || view.isNeeded?.(spec.path, form.values) === true
  const props = { ...wordsFor(spec, isNeeded), ...form.getInputProps(path), 'data-path': path }
  const resource = view.records?.[spec.path]
  if (resource) {
    const { label, description, value, onChange, error } = props
    return (
      <RecordPicker
        resource={resource}
        label={label}
        description={description}
        error={error}
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        path={path}
      />
    )
  }
  switch (spec.kind) {
    case 'choice':
      return (
        <Select
          {...props}
          value={props.value || null}
          data={spec.options.map((value) => ({ value, label: view.wordOf(spec.path, value) }))}
          allowDeselect={spec.isNullable}
          checkIconPosition="right"
        />
      )
    case 'flag':
      return <Switch {...props} placeholder={undefined} checked={props.value === true} value={undefined} />
    case 'tags':
      return <TagsField {...props} />
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...props}
          allowDecimal={spec.kind === 'number'}
          decimalScale={6}
          min={spec.minimum ?? Number.MIN_SAFE_INTEGER}
          max={spec.maximum ?? Number.MAX_SAFE_INTEGER}
          clampBehavior="none"
          hideControls
        />
      )
    case 'date':
      return <TextInput {...props} type="date" placeholder={undefined} />
    case 'long-text':
      return <Textarea {...props} />
    case 'email':
    case 'phone':
      return (
        <TextInput
          {...props}
          type={spec.kind === 'email' ? 'email' : 'tel'}
          inputMode={spec.kind === 'email' ? 'email' : 'tel'}
        />
      )
    default:
      return <TextInput {...props} />
  }
}

function wordsFor({ label, description, example }: FieldSpec, isNeeded: boolean) {
  return {
    label: isNeeded ? fromContract(label) : <OptionalLabel label={label} />,
    description: description && fromContract(description),
    placeholder: example,
    'aria-required': isNeeded,
  }
}

/** Most fields may stay empty, so those say so and the needed ones stay quiet. */
function OptionalLabel({ label }: { label: string }) {
  return (
    <>
      {fromContract(label)} <span style={{ fontWeight: 400, color: 'var(--gw-ink-2)' }}>({t('optional')})</span>
    </>
  )
}

import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { FieldSpec } from '../form/field-spec.ts'
import type { FormGroup, FormView } from '../form/form-view.ts'
import { t } from '../kit.text.ts'
import { resourceCalled } from '../resource/known-resources.ts'
import { useFieldRights } from '../session/field-rights.ts'
import { fieldPath, useCustomFields } from './custom-fields.api.ts'

/** The form with the fields that the business has defined, in a group of their own; undefined until they are known. */
export function useOwnForm(resource: string, view: FormView): FormView | undefined {
  const fields = useCustomFields(resource)
  const { isWritable } = useFieldRights(resource)
  if (!fields) return undefined
  return withCustomFields(
    view,
    fields.filter(({ key }) => isWritable(fieldPath(key))),
  )
}

export function withCustomFields(view: FormView, fields: readonly CustomField[]): FormView {
  if (fields.length === 0) return { ...view, custom: [] }
  const byPath = new Map(fields.map((field) => [fieldPath(field.key), field]))
  const referring = fields.flatMap(({ key, referenceTo }) => {
    const resource = referenceTo ? resourceCalled(referenceTo) : undefined
    return resource ? [[fieldPath(key), resource] as const] : []
  })
  return {
    ...view,
    custom: fields.map(toSpec),
    groups: [...view.groups, { title: t('customFields'), rows: rowsOf(fields) }],
    wordOf: (path, value) =>
      byPath.get(path)?.options.find((option) => option.value === value)?.label ?? view.wordOf(path, value),
    records: { ...view.records, ...Object.fromEntries(referring) },
  }
}

/** Two side by side, in their order. */
function rowsOf(fields: readonly CustomField[]): FormGroup['rows'] {
  const rows: FormGroup['rows'] = []
  for (let index = 0; index < fields.length; index += 2) {
    const [one, other] = fields.slice(index, index + 2).map(({ key }) => fieldPath(key))
    if (one) rows.push(other ? [one, other] : one)
  }
  return rows
}

const KINDS = { text: 'text', number: 'number', date: 'date', choice: 'choice', reference: 'text' } as const

function toSpec(field: CustomField): FieldSpec {
  const { key, label, unit, helpText, decimals, kind } = field
  return {
    path: fieldPath(key),
    label: unit ? `${label} (${unit})` : label,
    description: helpText ?? undefined,
    example: undefined,
    kind: kind === 'number' && decimals === 0 ? 'integer' : KINDS[kind],
    isRequired: field.isRequired,
    // What was emptied is said to the server, which knows whether it may be empty.
    isNullable: true,
    options: field.options.map(({ value }) => value),
    minimum: field.min ?? undefined,
    maximum: field.max ?? undefined,
    maxLength: field.maxLength ?? undefined,
    defaultValue: undefined,
    fields: [],
  }
}

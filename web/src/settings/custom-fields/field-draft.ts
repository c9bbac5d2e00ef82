import type {
  CreateCustomField,
  CustomField,
  CustomFieldKind,
  UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'

export interface DraftOption {
  /** Tells inputs apart while labels are being typed. */
  id: number
  value: string | undefined
  label: string
}

/** What the dialog holds: inputs hold text, numbers may be empty text. */
export interface Draft {
  kind: CustomFieldKind
  label: string
  helpText: string
  isRequired: boolean
  minLength: number | string
  maxLength: number | string
  unit: string
  decimals: number | string
  min: number | string
  max: number | string
  earliest: string
  latest: string
  options: DraftOption[]
  referenceTo: string
}

export function draftOf(field: CustomField | 'new'): Draft {
  const known = field === 'new' ? undefined : field
  return {
    kind: known?.kind ?? 'text',
    label: known?.label ?? '',
    helpText: known?.helpText ?? '',
    isRequired: known?.isRequired ?? false,
    minLength: known?.minLength ?? '',
    maxLength: known?.maxLength ?? '',
    unit: known?.unit ?? '',
    decimals: known?.decimals ?? '',
    min: known?.min ?? '',
    max: known?.max ?? '',
    earliest: known?.earliest ?? '',
    latest: known?.latest ?? '',
    options: known?.options.length
      ? known.options.map((option, id) => ({ id, ...option }))
      : [newOption(0), newOption(1)],
    referenceTo: known?.referenceTo ?? 'office.customers',
  }
}

export function newOption(id: number): DraftOption {
  return { id, value: undefined, label: '' }
}

export function toUpdate(draft: Draft): UpdateCustomField {
  const common = { label: draft.label.trim(), helpText: draft.helpText.trim() || null, isRequired: draft.isRequired }
  switch (draft.kind) {
    case 'text':
      return { ...common, minLength: numberIn(draft.minLength), maxLength: numberIn(draft.maxLength) }
    case 'number':
      return {
        ...common,
        unit: draft.unit.trim() || null,
        decimals: numberIn(draft.decimals),
        min: numberIn(draft.min),
        max: numberIn(draft.max),
      }
    case 'date':
      return { ...common, earliest: draft.earliest || null, latest: draft.latest || null }
    case 'choice':
      return { ...common, options: optionsIn(draft) }
    case 'reference':
      return common
  }
}

export function toCreate(resource: string, draft: Draft): CreateCustomField {
  const { kind, referenceTo } = draft
  const update = toUpdate(draft)
  return {
    resource,
    kind,
    ...update,
    label: draft.label.trim(),
    isRequired: draft.isRequired,
    ...(kind === 'reference' ? { referenceTo } : {}),
  }
}

/** Lines that were left empty are no options. */
function optionsIn({ options }: Draft): { value?: string; label: string }[] {
  return options
    .filter(({ label }) => label.trim() !== '')
    .map(({ value, label }) => ({ ...(value ? { value } : {}), label: label.trim() }))
}

function numberIn(value: number | string): number | null {
  return value === '' ? null : Number(value)
}

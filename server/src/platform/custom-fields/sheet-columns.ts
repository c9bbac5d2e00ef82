import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { normalise } from '../resource/search-text.ts'
import type { Cell } from '../sheets/cell.ts'
import { decimalColumn, type SheetColumn, textColumn, valueAt } from '../sheets/column.ts'
import { fieldPath } from './fields-of.ts'

/** A custom field as a column of files: choices are written and read by their labels, everything else as it is kept. */
export function sheetColumn(field: CustomField): SheetColumn {
  const { key, label, kind, isRequired, unit } = field
  const path = fieldPath(key)
  const stored = { jsonb: 'custom_fields', key, labels: kind === 'choice' ? field.options : [] }
  const extras = {
    aliases: unit ? [key, `${label} (${unit})`] : [key],
    stored,
    ...(isRequired ? { isRequired: true as const } : {}),
  }
  if (kind === 'number') return decimalColumn(path, label, extras)
  if (kind !== 'choice') return textColumn(path, label, extras)
  return textColumn(path, label, {
    ...extras,
    read: (text) => optionIn(field, text),
    write: (record) => labelOf(field, valueAt(record, path)),
  })
}

/** As people write it: the label in any case, or the value. What is neither is refused later, in the API's words. */
function optionIn({ options }: CustomField, text: string): string {
  const wanted = normalise(text)
  return options.find(({ value, label }) => value === wanted || normalise(label) === wanted)?.value ?? text
}

function labelOf({ options }: CustomField, value: unknown): Cell {
  if (typeof value !== 'string') return null
  return options.find((option) => option.value === value)?.label ?? value
}

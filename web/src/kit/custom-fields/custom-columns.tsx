import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { FilterField } from '../list/filter-fields.ts'
import type { Column } from '../list/list-view.ts'
import { resourceCalled } from '../resource/known-resources.ts'
import type { BaseRecord } from '../resource/resource.ts'
import { fieldPath } from './custom-fields.api.ts'
import { CustomValue, customValueOf } from './custom-value.tsx'

const WIDTHS: Record<CustomField['kind'], number> = { text: 170, number: 120, date: 130, choice: 140, reference: 190 }

/** Columns that people may add to a list, each to be sorted by. */
export function customColumns<T extends BaseRecord>(fields: readonly CustomField[]): Column<T>[] {
  return fields.map((field) => ({
    key: fieldPath(field.key),
    title: field.label,
    sort: `cf.${field.key}`,
    width: WIDTHS[field.kind],
    isHiddenAtFirst: true,
    ...(field.kind === 'number' ? { align: 'right' as const } : {}),
    cell: (record) => <CustomValue field={field} value={customValueOf(record, field.key)} />,
  }))
}

export function customFilters(fields: readonly CustomField[]): FilterField[] {
  return fields.flatMap(filtersOf)
}

function filtersOf(field: CustomField): FilterField[] {
  const { key, label, kind, options, referenceTo } = field
  const named = { key: `cf.${key}`, label, field: fieldPath(key) }
  switch (kind) {
    case 'text':
      return [{ ...named, kind: 'text' }]
    case 'choice':
      return [{ ...named, kind: 'choice', options }]
    case 'number':
      return [{ ...named, kind: 'range', from: `cf.${key}.from`, to: `cf.${key}.to`, unit: field.unit }]
    case 'date':
      return [{ ...named, kind: 'days', after: `cf.${key}.after`, before: `cf.${key}.before` }]
    case 'reference': {
      const resource = resourceCalled(referenceTo ?? '')
      return resource ? [{ ...named, kind: 'record', resource }] : []
    }
  }
}

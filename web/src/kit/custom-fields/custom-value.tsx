import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import { RecordLink } from '../picker/record-link.tsx'
import type { BaseRecord } from '../resource/resource.ts'

interface CustomValueProps {
  field: CustomField
  value: unknown
}

/** A value of a custom field as people read it; nothing where there is none. */
export function CustomValue({ field, value }: CustomValueProps) {
  if (typeof value === 'number') return <NumberValue field={field} value={value} />
  if (typeof value !== 'string') return null
  if (field.kind === 'date') return <When value={value} as="day" />
  if (field.kind === 'choice') return field.options.find((option) => option.value === value)?.label ?? value
  if (field.kind === 'reference' && field.referenceTo) return <RecordLink resource={field.referenceTo} id={value} />
  return value
}

function NumberValue({ field: { unit, decimals }, value }: { field: CustomField; value: number }) {
  const { locale } = useRegion()
  const number = value.toLocaleString(locale, {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 6,
  })
  return <span className="tabular">{unit ? `${number} ${unit}` : number}</span>
}

export function customValueOf(record: BaseRecord, key: string): unknown {
  const values: unknown = Reflect.get(record, 'customFields')
  return typeof values === 'object' && values !== null ? Reflect.get(values, key) : undefined
}

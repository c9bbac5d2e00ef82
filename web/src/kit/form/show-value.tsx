import type { ReactNode } from 'react'
import { useRegion } from '#ui/format/region.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { t } from '../kit.text.ts'
import { RecordName } from '../picker/record-name.tsx'
import type { FieldSpec } from './field-spec.ts'
import { isObject } from './form-values.ts'
import type { FormView } from './form-view.ts'

interface ShownValueProps {
  spec: FieldSpec | undefined
  value: unknown
  view: Pick<FormView, 'wordOf' | 'records'>
}

/** A field's value in a sentence: in the history, and where two people's values are compared. */
export function ShownValue({ spec, value, view }: ShownValueProps): ReactNode {
  const { locale } = useRegion()
  if (isNothing(value)) return <em>{t('fieldCleared')}</em>
  const resource = spec && view.records?.[spec.path]
  if (resource && typeof value === 'string') return <RecordName resource={resource} id={value} />
  if (spec?.kind === 'choice') return view.wordOf(spec.path, String(value))
  return plain(value, locale)
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function plain(value: unknown, locale: string): string {
  if (typeof value === 'number') return value.toLocaleString(locale, { maximumFractionDigits: 6 })
  if (typeof value === 'boolean') return value ? uiText('yes') : uiText('no')
  if (Array.isArray(value))
    return value.map((item) => (isObject(item) ? String(Object.values(item)[0] ?? '') : String(item))).join(', ')
  if (isObject(value)) {
    return Object.values(value)
      .filter((part) => !isNothing(part))
      .map((part) => plain(part, locale))
      .join(', ')
  }
  return String(value)
}

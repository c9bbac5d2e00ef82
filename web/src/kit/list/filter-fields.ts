import type { ListShape } from '@groundwork/contract/http/list.ts'
import { z } from 'zod'
import type { BaseRecord, Resource } from '../resource/resource.ts'

interface Named {
  key: string
  label: string
  /** The record's field it asks about, where that is called otherwise. */
  field?: string
}

export type FilterField =
  | (Named & { kind: 'choice'; options: { value: string; label: string }[]; isSingle?: true })
  // The picker shows names only; which kind of record it is does not matter to the chip.
  | (Named & { kind: 'record'; resource: Resource<BaseRecord> })
  | (Named & { kind: 'dates'; after: string; before: string })
  | (Named & { kind: 'text' })
  // Days as they are written, without a zone.
  | (Named & { kind: 'days'; after: string; before: string })
  | (Named & { kind: 'range'; from: string; to: string; unit: string | null })
  // The tags of the business, as they are when the chip is opened.
  | (Named & { kind: 'tag' })

interface Wording {
  labels: Record<string, string>
  /** The word shown for a value of an enumeration. */
  wordOf: (filter: string, value: string) => string
  records?: Record<string, Resource<never>>
  /** The field that a filter asks about, where that is called otherwise. */
  asks?: Record<string, string>
}

/** The chips of a list, made from the filters its contract declares. Those without a label here get no chip. */
export function filterFields(shape: ListShape, wording: Wording): FilterField[] {
  return Object.entries(wording.labels).flatMap(([key, label]) => {
    const asked = wording.asks?.[key]
    const field = toField({ key, label, ...(asked ? { field: asked } : {}) }, shape, wording)
    return field ? [field] : []
  })
}

function toField(named: Named, { filters }: ListShape, { wordOf, records }: Wording): FilterField | undefined {
  const { key } = named
  if (filters[`${key}After`] && filters[`${key}Before`])
    return { ...named, kind: 'dates', after: `${key}After`, before: `${key}Before` }
  const filter = filters[key]
  if (!filter) return undefined
  const resource = records?.[key]
  // A picker reads and never writes, so a narrower record type is safe here.
  if (resource) return { ...named, kind: 'record', resource: resource as unknown as Resource<BaseRecord> }
  const words = wordsOf(filter)
  if (words) return { ...named, kind: 'choice', options: words.map((value) => ({ value, label: wordOf(key, value) })) }
  return { ...named, kind: key === 'tag' ? 'tag' : 'text' }
}

/** `anyOf(words)` splits text into an array of an enumeration: its output says the words. */
function wordsOf(filter: z.core.$ZodType): string[] | undefined {
  const schema = z.toJSONSchema(filter, { io: 'output', unrepresentable: 'any' })
  const items = schema.items
  return typeof items === 'object' && !Array.isArray(items) ? items.enum?.map(String) : undefined
}

/** The query parameters a field owns. */
export function paramsOf(field: FilterField): string[] {
  if (field.kind === 'range') return [field.from, field.to]
  return field.kind === 'dates' || field.kind === 'days' ? [field.after, field.before] : [field.key]
}

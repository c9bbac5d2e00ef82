import type { SheetColumn } from '#platform/sheets/column.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { fieldsOf, type ImportSource, keysOf } from './import-source.ts'

/** Which field each column fills, by its header; each field once. Titles go before other names for the same. */
export function guessMapping(source: ImportSource, headers: readonly string[]): (string | null)[] {
  const fields = fieldsOf(source)
  const mapping: (string | null)[] = headers.map(() => null)
  for (const namesOf of [ownNames, otherNames]) {
    headers.forEach((header, index) => {
      if (mapping[index] !== null) return
      const field = fields.find(({ key, ...column }) => !mapping.includes(key) && namesOf({ key, ...column }).includes(bare(header)))
      if (field) mapping[index] = field.key
    })
  }
  return mapping
}

/** The id says exactly which record is meant; after it the unique keys, in the order in which the source names them. */
export function guessUpdateKey(source: ImportSource, mapping: readonly (string | null)[]): string | null {
  const mapped = keysOf(source).filter(({ column }) => mapping.includes(column))
  const best = mapped.find(({ column }) => column === 'id') ?? mapped.find(({ taken }) => taken !== undefined) ?? mapped[0]
  return best?.column ?? null
}

const ownNames = ({ key, title }: SheetColumn) => [bare(title), bare(key)]
const otherNames = ({ aliases }: SheetColumn) => aliases.map(bare)

function bare(name: string): string {
  return normalise(name).replace(/[^\p{L}\p{N}]/gu, '')
}

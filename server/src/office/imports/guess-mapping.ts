import type { SheetColumn } from '#platform/sheets/column.ts'
import { fieldsOf, type ImportSource, keysOf, type NaturalKey } from './import-source.ts'
import { bareHeader as bare } from './mappings/header-key.ts'

/** Which field each column fills, by its header; each field once. Titles go before other names for the same. */
export function guessMapping(source: ImportSource, headers: readonly string[]): (string | null)[] {
  const fields = fieldsOf(source)
  const mapping: (string | null)[] = headers.map(() => null)
  for (const namesOf of [ownNames, otherNames]) {
    headers.forEach((header, index) => {
      if (mapping[index] !== null) return
      const field = fields.find(
        ({ key, ...column }) => !mapping.includes(key) && namesOf({ key, ...column }).includes(bare(header)),
      )
      if (field) mapping[index] = field.key
    })
  }
  return mapping
}

/**
 * By which field rows find their records: the id where rows have one, as exports carry it. Otherwise best one that every
 * row has, because rows without it are always new; first what is unique, in the order in which the source names them.
 */
export function guessUpdateKey(
  source: ImportSource,
  mapping: readonly (string | null)[],
  preview: readonly { cells: readonly string[] }[],
): string | null {
  const mapped = keysOf(source).filter(({ column }) => mapping.includes(column))
  const has = ({ column }: NaturalKey, { cells }: { cells: readonly string[] }) =>
    Boolean(cells[mapping.indexOf(column)])
  const ranked = [
    ...mapped.filter(({ taken }) => taken !== undefined),
    ...mapped.filter(({ taken }) => taken === undefined),
  ]
  const best =
    ranked.find((key) => key.column === 'id' && preview.some((row) => has(key, row))) ??
    ranked.find((key) => preview.every((row) => has(key, row))) ??
    ranked[0]
  return best?.column ?? null
}

const ownNames = ({ key, title }: SheetColumn) => [bare(title), bare(key)]
const otherNames = ({ aliases }: SheetColumn) => aliases.map(bare)

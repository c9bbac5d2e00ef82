import { createHash } from 'node:crypto'
import { normalise } from '#platform/resource/search-text.ts'

/** What an error file adds to the headers of its upload. */
export const PROBLEMS_HEADER = 'Problems'

/** A header without what programs and people change about it: case, accents, signs, spaces. */
export function bareHeader(header: string): string {
  return normalise(header).replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * The same for two files whose headers are the same, in whatever order: programs add no columns between two exports, but
 * people move them. A mended error file counts as the file it came from.
 */
export function headerKey(headers: readonly string[]): string {
  const problems = bareHeader(PROBLEMS_HEADER)
  const bare = headers.map(bareHeader)
  const own = bare.at(-1) === problems ? bare.slice(0, -1) : bare
  return createHash('sha256').update(JSON.stringify(own.sort())).digest('hex')
}

export interface MappedHeader {
  header: string
  field: string | null
}

/** The field of each column, in the order of this file; of columns with the same header, in their order. */
export function followMapping(saved: readonly MappedHeader[], headers: readonly string[]): (string | null)[] {
  const left = [...saved]
  return headers.map((header) => {
    const index = left.findIndex((one) => bareHeader(one.header) === bareHeader(header))
    return index < 0 ? null : (left.splice(index, 1)[0]?.field ?? null)
  })
}

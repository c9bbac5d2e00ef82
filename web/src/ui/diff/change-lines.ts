/** What changed, field by field; the shape in which the API tells of changes. */
export type Changes = Readonly<Record<string, { before?: unknown; after?: unknown }>>

export interface ChangeLine {
  field: string
  before: unknown
  after: unknown
}

/** One line a field; of an object only the parts that differ, so that a changed street does not repeat the whole address. */
export function changeLines(changes: Changes): ChangeLine[] {
  return Object.entries(changes).flatMap(([field, { before, after }]) => {
    if (!isObject(before) && !isObject(after)) return [{ field, before, after }]
    const parts = [...new Set([...keysOf(before), ...keysOf(after)])]
    const lines = parts.map((part) => ({
      field: `${field}.${part}`,
      before: partOf(before, part),
      after: partOf(after, part),
    }))
    return lines.filter((line) => JSON.stringify(line.before) !== JSON.stringify(line.after))
  })
}

/** `serviceAddress.zipCode` as words. */
export function fieldWords(field: string): string {
  const words = field
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' · ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : []
}

function partOf(value: unknown, part: string): unknown {
  return isObject(value) ? (value[part] ?? null) : null
}

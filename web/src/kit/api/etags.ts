// Which ETag belongs to which version of which record. A form sends the one of the version it was opened with, not the
// newest: a refetch in the background must not make somebody else's change overwritable.

interface Versioned {
  id: string
  version: number
}

const MAX_REMEMBERED = 2_000
const etags = new Map<string, string>()

const keyOf = ({ id, version }: Versioned) => `${id}:${version}`

export function rememberEtag(data: unknown, etag: string | null): void {
  if (!etag || !isVersioned(data)) return
  if (etags.size >= MAX_REMEMBERED) etags.clear()
  etags.set(keyOf(data), etag)
}

/** Records from lists carry no ETag of their own; the server makes it from the version. */
export function etagOf(record: Versioned): string {
  return etags.get(keyOf(record)) ?? `"${record.version}"`
}

function isVersioned(data: unknown): data is Versioned {
  return typeof data === 'object' && data !== null && 'id' in data && 'version' in data
}

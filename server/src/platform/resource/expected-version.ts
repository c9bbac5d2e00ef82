import { AppError } from '../errors.ts'

interface Current {
  noun: string
  version: number
  /** As the caller may see it, to merge with. */
  record: unknown
}

/** Refuses a change that was made on another version than the one that stands. Without If-Match any version will do. */
export function assertExpectedVersion(ifMatch: string | undefined, { noun, version, record }: Current): void {
  if (ifMatch === undefined || tagsOf(ifMatch).some((tag) => tag === '*' || tag === String(version))) return
  const sentence = `This ${noun} is now at version ${version}; read it again and repeat your change on it`
  throw new AppError('record.changed', sentence, { current: record, headers: { ETag: `"${version}"` } })
}

/** `"3"`, `"3-<query>"` from a GET with parameters, `*`, or several of them. */
function tagsOf(ifMatch: string): string[] {
  return ifMatch.split(',').map((tag) => tag.trim().replace(/^"(\d+)(-[^"]*)?"$/, '$1'))
}

import type { FieldLimits } from '@groundwork/contract/platform/roles.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useMe } from './session.ts'

export interface FieldRights {
  /** By the field's path: `location.address` is hidden with `location`. */
  isHidden: (path: string) => boolean
  isWritable: (path: string) => boolean
}

/** What one's role hides and locks of a kind of record. The server decides; the console only shows nothing in vain. */
export function useFieldRights(resource: string): FieldRights {
  return rightsIn(useMe().fields, resource)
}

export function rightsIn(fields: FieldLimits, resource: string): FieldRights {
  // Custom fields are limited one by one: `customFields.colour`.
  const limitOf = (path: string) => fields[resource]?.[path] ?? fields[resource]?.[path.split('.')[0] ?? path]
  return { isHidden: (path) => limitOf(path) === 'hidden', isWritable: (path) => limitOf(path) === undefined }
}

/** Puts something empty where a role hides a field, so that what draws records need not know of roles. */
export function fillHidden<T extends BaseRecord>({ name, empty }: Resource<T>, fields: FieldLimits, record: T): T {
  for (const [field, limit] of Object.entries(fields[name] ?? {}))
    if (limit === 'hidden' && !(field in record)) Reflect.set(record, field, empty?.[field] ?? null)
  return record
}

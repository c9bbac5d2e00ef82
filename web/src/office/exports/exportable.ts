import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { useMe } from '#kit/session/session.ts'

const EXPORT = '.export'

export const EXPORT_PERMISSIONS: readonly Permission[] = ALL_PERMISSIONS.filter((name) => name.endsWith(EXPORT))

/** The resources that this person may export, by name. */
export function useExportable(): string[] {
  const { permissions } = useMe()
  return EXPORT_PERMISSIONS.filter((name) => permissions.includes(name)).map((name) => name.slice(0, -EXPORT.length))
}

import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { useMe } from '#kit/session/session.ts'

const IMPORT = '.import'

export const IMPORT_PERMISSIONS: readonly Permission[] = ALL_PERMISSIONS.filter((name) => name.endsWith(IMPORT))

/** The resources that this person may import, by name; those of modules that are off are left out. */
export function useImportable(): string[] {
  const { permissions, tenant } = useMe()
  const resources = IMPORT_PERMISSIONS.filter((name) => permissions.includes(name)).map((name) =>
    name.slice(0, -IMPORT.length),
  )
  const isOn = (resource: string) =>
    resource.startsWith('office.') || tenant.modules.some((module) => resource.startsWith(`${module}.`))
  return resources.filter(isOn)
}

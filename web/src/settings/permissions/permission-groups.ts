import { resourceTitle } from '#kit/session/resource-words.ts'
import type { PermissionLine } from './permissions.api.ts'

// Permissions are named `area.resource.action`. People think of what a permission is about, so they are shown by resource.

export interface PermissionGroup {
  /** `office.customers`. */
  key: string
  title: string
  permissions: PermissionLine[]
}

export function groupPermissions(permissions: PermissionLine[]): PermissionGroup[] {
  const keys = [...new Set(permissions.map(({ name }) => resourceOf(name)))]
  return keys.map((key) => ({
    key,
    title: resourceTitle(key),
    permissions: permissions.filter(({ name }) => resourceOf(name) === key),
  }))
}

export function resourceOf(permission: string): string {
  return permission.split('.').slice(0, 2).join('.')
}

export function actionOf(permission: string): string {
  return permission.split('.').at(-1) ?? permission
}

/** A permission that changes nothing. */
export function isReading(permission: string): boolean {
  return actionOf(permission) === 'read'
}

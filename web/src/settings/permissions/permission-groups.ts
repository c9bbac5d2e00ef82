import { fromContract } from '#ui/text/text.ts'
import type { PermissionLine } from './permissions.api.ts'

// Permissions are named `area.resource.action`. People think of what a permission is about, so they are shown by resource.

export interface PermissionGroup {
  /** `office.customers`. */
  key: string
  title: string
  permissions: PermissionLine[]
}

/** Where the word for people is another than the one in the name. */
const TITLES: Record<string, string> = {
  'platform.tenant': 'Business',
  'platform.users': 'People',
  'platform.api-keys': 'API keys',
  'platform.audit': 'Audit trail',
  'platform.events': 'Event log',
  'platform.outbox': 'Outbox',
  'platform.views': 'Saved views',
}

export function groupPermissions(permissions: PermissionLine[]): PermissionGroup[] {
  const keys = [...new Set(permissions.map(({ name }) => resourceOf(name)))]
  return keys.map((key) => ({ key, title: groupTitle(key), permissions: permissions.filter(({ name }) => resourceOf(name) === key) }))
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

export function groupTitle(key: string): string {
  const word = (key.split('.')[1] ?? key).replaceAll('-', ' ')
  return fromContract(TITLES[key] ?? word.charAt(0).toUpperCase() + word.slice(1))
}

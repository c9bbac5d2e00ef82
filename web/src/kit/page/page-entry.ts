import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Me } from '@groundwork/contract/platform/identity.ts'
import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

export type Module = Me['tenant']['modules'][number]

/** A page as data: the router, the navigation, the breadcrumb and the command palette are made of these. */
export interface PageEntry {
  /** With `$id` for a record's place: `/waste/bins/$id`. */
  path: string
  title: string
  load: () => Promise<ComponentType>
  permission?: Permission
  /** Where one of several is enough: imports of this or that. */
  anyPermission?: readonly Permission[]
  /** Only there when the business has switched the module on. */
  module?: Module
  /** Where it stands in the navigation; pages without one are reached from others. */
  nav?: { group: NavGroup; icon: Icon; onPhoneBar?: true; badge?: ComponentType }
  /** Other words people type in the command palette. */
  keywords?: string
}

export type NavGroup = 'home' | 'office' | Module | 'settings'

export function mayOpen(entry: PageEntry, me: Me): boolean {
  if (entry.module && !me.tenant.modules.includes(entry.module)) return false
  if (entry.anyPermission && !entry.anyPermission.some((permission) => me.permissions.includes(permission)))
    return false
  return !entry.permission || me.permissions.includes(entry.permission)
}

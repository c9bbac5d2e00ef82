import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Icon } from '@tabler/icons-react'

export interface BaseRecord {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  deletedAt?: string | null
  can?: Record<string, boolean> | undefined
}

/** What the kit must know of a kind of record to list, show, change and follow it. */
export interface Resource<T extends BaseRecord> {
  /** Its name in permissions and saved views: `waste.bins`. */
  name: string
  /** Its path in the API, and the root of its keys in the cache: `waste/bins`. */
  path: string
  /** There is one for each business, and it stands at the path itself. */
  isSingle?: true
  /** Its address in the console: `/waste/bins`. */
  href: string
  /** How its events begin: `waste.bin`. */
  event: string
  icon: Icon
  one: string
  many: string
  /** Relations every read brings along. */
  expand: readonly string[]
  permissions: Record<'read' | 'create' | 'update' | 'delete' | 'purge', Permission>
  titleOf: (record: T) => string
  subtitleOf?: (record: T) => string | undefined
  /** What stands for a field that a role hides, where null would not do. */
  empty?: Record<string, unknown>
}

export function recordHref<T extends BaseRecord>(resource: Resource<T>, id: string): string {
  return `${resource.href}/${id}`
}

export function expandOf<T extends BaseRecord>(resource: Resource<T>): string {
  return ['can', ...resource.expand].join(',')
}

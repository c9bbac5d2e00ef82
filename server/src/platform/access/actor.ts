import { ALL_PERMISSIONS, type Permission, ROLES, type RoleKey } from '@groundwork/contract/permissions.ts'
import type { MODULES, TENANT_STATUSES } from '@groundwork/contract/platform/identity.ts'

export type Module = (typeof MODULES)[number]
export type TenantStatus = (typeof TENANT_STATUSES)[number]

/** The business the actor works in right now. */
export interface ActorTenant {
  id: string
  name: string
  slug: string
  status: TenantStatus
  modules: readonly Module[]
  timeZone: string
  currency: string
  locale: string
}

/** Who asks, proven by a credential. There is no anonymous actor: public routes have none at all. */
export interface Actor {
  kind: 'user' | 'api_key' | 'automation' | 'system'
  /** The user, the key, the automation, or the job's nil id: what `created_by` and the audit trail name. */
  id: string
  name: string
  /** The person behind a session; null for keys and jobs. */
  userId: string | null
  sessionId: string | null
  role: RoleKey | null
  permissions: ReadonlySet<Permission>
  tenant: ActorTenant
  isSuperAdmin: boolean
  /** Keys bring their own limit. */
  rateLimitPerHour: number | null
  /** How many automations in a row have led here: carried by events and jobs, so that loops are found. */
  causeDepth?: number
}

export const SYSTEM_ID = '00000000-0000-0000-0000-000000000000'

const EVERYTHING: ReadonlySet<Permission> = new Set(ALL_PERMISSIONS)
const NOTHING: ReadonlySet<Permission> = new Set()
// Built once: actors of one role share one set.
const BY_ROLE = new Map<RoleKey, ReadonlySet<Permission>>()
for (const [role, { permissions }] of Object.entries(ROLES)) BY_ROLE.set(role as RoleKey, new Set(permissions))

/** What somebody may do in a tenant: a super admin everything, anybody else what the role there says. */
function permissionsOf(person: { role: RoleKey | null; isSuperAdmin: boolean }): ReadonlySet<Permission> {
  if (person.isSuperAdmin) return EVERYTHING
  return (person.role && BY_ROLE.get(person.role)) ?? NOTHING
}

interface Person {
  id: string
  name: string
  isSuperAdmin: boolean
}

/** A person in one tenant. Without a role only a super admin has any rights there. */
export function userActor(person: Person, sessionId: string | null, role: RoleKey | null, tenant: ActorTenant): Actor {
  const { id, name, isSuperAdmin } = person
  const permissions = permissionsOf({ role, isSuperAdmin })
  return {
    kind: 'user',
    id,
    name,
    userId: id,
    sessionId,
    role,
    permissions,
    tenant,
    isSuperAdmin,
    rateLimitPerHour: null,
  }
}

interface Key {
  id: string
  name: string
  permissions: readonly string[]
  rateLimitPerHour: number
}

/** A key never does more than its maker may today, whatever it was given when it was made. */
export function apiKeyActor(
  key: Key,
  maker: { role: RoleKey | null; isSuperAdmin: boolean } | null,
  tenant: ActorTenant,
): Actor {
  const held = new Set(key.permissions)
  const ceiling = maker ? permissionsOf(maker) : NOTHING
  return {
    kind: 'api_key',
    id: key.id,
    name: key.name,
    userId: null,
    sessionId: null,
    role: null,
    permissions: new Set([...ceiling].filter((permission) => held.has(permission))),
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: key.rateLimitPerHour,
  }
}

interface Automation {
  id: string
  name: string
  permissions: readonly string[]
  causeDepth: number
}

/** An automation does what its maker has granted it, as far as the maker may do so today. Row rules hold as for them. */
export function automationActor(automation: Automation, maker: Actor | null, tenant: ActorTenant): Actor {
  const granted = new Set(automation.permissions)
  const ceiling = maker?.permissions ?? NOTHING
  return {
    kind: 'automation',
    id: automation.id,
    name: automation.name,
    userId: maker?.userId ?? null,
    sessionId: null,
    role: maker?.role ?? null,
    permissions: new Set([...ceiling].filter((permission) => granted.has(permission))),
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: null,
    causeDepth: automation.causeDepth,
  }
}

/** The product itself, at work for a tenant: jobs, clean-ups, and what happens before anybody is signed in. */
export function systemActor(tenant: ActorTenant, name = 'Groundwork'): Actor {
  return {
    kind: 'system',
    id: SYSTEM_ID,
    name,
    userId: null,
    sessionId: null,
    role: null,
    permissions: EVERYTHING,
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: null,
  }
}

import type { Permission } from '@groundwork/contract/permissions.ts'
import type { MODULES, TENANT_STATUSES } from '@groundwork/contract/platform/identity.ts'
import type { FieldLimits } from '@groundwork/contract/platform/roles.ts'
import { EVERYTHING, NO_LIMITS, type RoleRights, rightsOfRole } from './role-rights.ts'

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
  /** A built-in role's key, or the id of one of the business's own. */
  role: string | null
  roleName: string | null
  permissions: ReadonlySet<Permission>
  /** What is hidden from them or not theirs to change, by resource and field. Obeyed in platform/resource. */
  fields: FieldLimits
  /** The role the person looks through: its rights are all they have, and nothing can be changed. */
  viewsAs: string | null
  tenant: ActorTenant
  isSuperAdmin: boolean
  /** Signed in on the word of the business's provider: good in this tenant, and for nothing of the person's own. */
  isThroughProvider?: true
  /** Keys bring their own limit. */
  rateLimitPerHour: number | null
  /** How many automations in a row have led here: carried by events and jobs, so that loops are found. */
  causeDepth?: number
}

export const SYSTEM_ID = '00000000-0000-0000-0000-000000000000'

const NOTHING: ReadonlySet<Permission> = new Set()

/** A built-in role's key will do where only those can be meant. */
type Role = RoleRights | string | null

function rightsOf(role: Role): RoleRights | undefined {
  return typeof role === 'object' && role !== null ? role : rightsOfRole(role, null)
}

/** What somebody may do in a tenant: a super admin everything, anybody else what the role there says. */
function powersOf(role: RoleRights | undefined, isSuperAdmin: boolean): Pick<Actor, 'permissions' | 'fields'> {
  if (isSuperAdmin) return { permissions: EVERYTHING, fields: NO_LIMITS }
  return { permissions: role?.permissions ?? NOTHING, fields: role?.fields ?? NO_LIMITS }
}

interface Person {
  id: string
  name: string
  isSuperAdmin: boolean
}

/** A person in one tenant. Without a role only a super admin has any rights there. */
export function userActor(person: Person, sessionId: string | null, role: Role, tenant: ActorTenant): Actor {
  const { id, name, isSuperAdmin } = person
  const rights = rightsOf(role)
  return {
    kind: 'user',
    id,
    name,
    userId: id,
    sessionId,
    role: rights?.key ?? null,
    roleName: rights?.name ?? null,
    ...powersOf(rights, isSuperAdmin),
    viewsAs: null,
    tenant,
    isSuperAdmin,
    rateLimitPerHour: null,
  }
}

/** The same person, seeing what a role sees. A role that is gone sees nothing: the way back stays open. */
export function lookingThrough(actor: Actor, word: string, role: RoleRights | undefined): Actor {
  return { ...actor, ...powersOf(role, false), isSuperAdmin: false, viewsAs: role?.name ?? word }
}

interface Key {
  id: string
  name: string
  permissions: readonly string[]
  rateLimitPerHour: number
}

/** A key never does more than its maker may today, whatever it was given when it was made. */
export function apiKeyActor(key: Key, maker: { role: Role; isSuperAdmin: boolean } | null, tenant: ActorTenant): Actor {
  const held = new Set(key.permissions)
  const ceiling = powersOf(rightsOf(maker?.role ?? null), maker?.isSuperAdmin === true)
  return {
    kind: 'api_key',
    id: key.id,
    name: key.name,
    userId: null,
    sessionId: null,
    role: null,
    roleName: null,
    permissions: new Set([...ceiling.permissions].filter((permission) => held.has(permission))),
    fields: ceiling.fields,
    viewsAs: null,
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
    roleName: maker?.roleName ?? null,
    permissions: new Set([...ceiling].filter((permission) => granted.has(permission))),
    fields: maker?.fields ?? NO_LIMITS,
    viewsAs: null,
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
    roleName: null,
    permissions: EVERYTHING,
    fields: NO_LIMITS,
    viewsAs: null,
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: null,
  }
}

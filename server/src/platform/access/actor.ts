import { type Permission, supportPermissions } from '@groundwork/contract/permissions.ts'
import type { MODULES, TENANT_STATUSES } from '@groundwork/contract/platform/identity.ts'
import type { FieldLimits, RowLimits } from '@groundwork/contract/platform/roles.ts'
import type { SupportEntry } from '@groundwork/contract/platform/support.ts'
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
  kind: 'user' | 'support' | 'api_key' | 'automation' | 'system'
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
  /** With which records they work only as far as these are their own. Obeyed in platform/resource/row-rights.ts. */
  rows: RowLimits
  /** Whose records are their own: the person's; a key's and an automation's maker's, and what it made itself. */
  owns: readonly string[]
  /** The role these rights come from, the maker's for keys and automations: what rules about rows ask. */
  rightsFrom: string | null
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
  /** On whose permission somebody of support is here, and until when. */
  support?: SupportEntry
  /** A program that still sends the secret from before the key's last rotation. */
  sendsPreviousSecret?: true
}

export const SYSTEM_ID = '00000000-0000-0000-0000-000000000000'

const NOTHING: ReadonlySet<Permission> = new Set()

/** A built-in role's key will do where only those can be meant. */
type Role = RoleRights | string | null

function rightsOf(role: Role): RoleRights | undefined {
  return typeof role === 'object' && role !== null ? role : rightsOfRole(role, null)
}

type Powers = Pick<Actor, 'permissions' | 'fields' | 'rows' | 'rightsFrom'>
const ALL_POWERS: Powers = { permissions: EVERYTHING, fields: NO_LIMITS, rows: NO_LIMITS, rightsFrom: null }
const NO_POWERS: Powers = { ...ALL_POWERS, permissions: NOTHING }

/** What somebody may do in a tenant is what the role there says. Running the installation is no role in any of them. */
function powersOf(role: RoleRights | undefined): Powers {
  if (!role) return NO_POWERS
  return { permissions: role.permissions, fields: role.fields, rows: role.rows, rightsFrom: role.key }
}

interface Person {
  id: string
  name: string
  isSuperAdmin: boolean
}

/** A person in one tenant. Without a role they have no rights there, whoever they are. */
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
    ...powersOf(rights),
    owns: [id],
    viewsAs: null,
    tenant,
    isSuperAdmin,
    rateLimitPerHour: null,
  }
}

/** Part of the name, so that whatever keeps who did something (the trail, a comment, a file) says so. */
const SUPPORT_MARK = 'Support: '

/** The name of the person behind the mark. */
export function unmarkedName({ name }: Pick<Actor, 'name'>): string {
  return name.startsWith(SUPPORT_MARK) ? name.slice(SUPPORT_MARK.length) : name
}

/** Somebody who runs the installation, let in by the owner of a business: the rights are those that the owner chose. */
export function supportActor(
  person: Person,
  sessionId: string | null,
  support: SupportEntry,
  tenant: ActorTenant,
): Actor {
  return {
    ...userActor(person, sessionId, null, tenant),
    kind: 'support',
    name: `${SUPPORT_MARK}${person.name}`,
    role: 'support',
    roleName: 'Support',
    permissions: SUPPORT_RIGHTS[support.role],
    rightsFrom: support.role,
    support,
  }
}

const SUPPORT_RIGHTS: Record<SupportEntry['role'], ReadonlySet<Permission>> = {
  viewer: new Set(supportPermissions('viewer')),
  admin: new Set(supportPermissions('admin')),
}

/** At the door of a business that they do not belong to and that has not let them in: nothing of it is theirs to see. */
export function isOutside({ kind, role, isSuperAdmin }: Pick<Actor, 'kind' | 'role' | 'isSuperAdmin'>): boolean {
  return kind === 'user' && isSuperAdmin && role === null
}

/** The same person, seeing what a role sees. A role that is gone sees nothing: the way back stays open. */
export function lookingThrough(actor: Actor, word: string, role: RoleRights | undefined): Actor {
  return { ...actor, ...powersOf(role), isSuperAdmin: false, viewsAs: role?.name ?? word }
}

interface Key {
  id: string
  name: string
  permissions: readonly string[]
  rateLimitPerHour: number
  sendsPreviousSecret?: true
}

interface Maker {
  id: string
  role: Role
}

/** A key never does more than its maker may today, whatever it was given when it was made. */
export function apiKeyActor(key: Key, maker: Maker | null, tenant: ActorTenant): Actor {
  const held = new Set(key.permissions)
  const ceiling = powersOf(rightsOf(maker?.role ?? null))
  return {
    kind: 'api_key',
    id: key.id,
    name: key.name,
    userId: null,
    sessionId: null,
    role: null,
    roleName: null,
    ...ceiling,
    permissions: new Set([...ceiling.permissions].filter((permission) => held.has(permission))),
    owns: [key.id, ...(maker ? [maker.id] : [])],
    viewsAs: null,
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: key.rateLimitPerHour,
    ...(key.sendsPreviousSecret ? { sendsPreviousSecret: true } : {}),
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
  const { permissions, fields, rows, rightsFrom } = maker ?? NO_POWERS
  return {
    kind: 'automation',
    id: automation.id,
    name: automation.name,
    userId: maker?.userId ?? null,
    sessionId: null,
    role: maker?.role ?? null,
    roleName: maker?.roleName ?? null,
    permissions: new Set([...permissions].filter((permission) => granted.has(permission))),
    fields,
    rows,
    rightsFrom,
    owns: [automation.id, ...(maker?.owns ?? [])],
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
    ...ALL_POWERS,
    owns: [],
    viewsAs: null,
    tenant,
    isSuperAdmin: false,
    rateLimitPerHour: null,
  }
}

import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { MODULES } from '@groundwork/contract/platform/identity.ts'
import { AppError } from '../errors.ts'
import type { Access, Method } from '../http/route.ts'
import { type Actor, isOutside, type Module, type TenantStatus } from './actor.ts'
import { assertCan } from './can.ts'

/** The part of a route that decides who may call it. */
export interface Guarded {
  method: Method
  options: { access: Access; whileViewing?: true; whileOutside?: true }
}

/** Decides before anything is read: nobody, without a credential; then the permission, the module, the tenant's state. */
export function assertAccess(route: Guarded, actor: Actor | null): void {
  const { access } = route.options
  if (isPublic(access)) return
  if (!actor)
    throw new AppError('auth.required', 'Sign in, or send an access token or an API key as Authorization: Bearer')
  assertNotViewing(route, actor)
  if (access === 'super-admin') {
    assertSuperAdmin(actor)
    return
  }
  assertLetIn(route, actor)
  if (access === 'signed-in') return
  assertCan(actor, access)
  assertModuleOn(actor, access)
  assertTenantOpen(actor, route.method)
}

/** Whoever looks through another role changes nothing, whatever that role may do. */
function assertNotViewing({ method, options }: Guarded, { viewsAs }: Actor): void {
  if (viewsAs === null || method === 'GET' || options.whileViewing) return
  throw new AppError('access.view-only', viewOnly(viewsAs))
}

/** Whoever runs the installation sees of other people's businesses what their owners let them see. */
function assertLetIn({ options }: Guarded, actor: Actor): void {
  if (options.whileOutside || !isOutside(actor)) return
  throw supportRequired(actor.tenant.name)
}

export function supportRequired(business: string): AppError {
  return new AppError(
    'access.support-required',
    `${business} has not let support in, or not any more; an owner can do so under Settings, Support access`,
  )
}

export function viewOnly(role: string): string {
  return `You are looking through the role ${role}, so nothing can be changed; DELETE /api/auth/view-as goes back to your own`
}

/** The same as an answer, for what leaves out what somebody may not see instead of refusing. */
export function mayCall(route: Guarded, actor: Actor): boolean {
  try {
    assertAccess(route, actor)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

export function isPublic(access: Access): access is { public: string } {
  return typeof access === 'object'
}

export function isPermission(word: string): word is Permission {
  return (ALL_PERMISSIONS as readonly string[]).includes(word)
}

function assertSuperAdmin(actor: Actor): void {
  if (actor.isSuperAdmin) return
  throw new AppError('access.permission-missing', 'Only a super admin of this installation may do this')
}

function assertModuleOn(actor: Actor, permission: Permission): void {
  const module = moduleOf(permission)
  if (!module || actor.tenant.modules.includes(module)) return
  throw new AppError(
    'access.module-off',
    `The module '${module}' is off in ${actor.tenant.name}; an owner or admin can switch it on in the settings`,
  )
}

const MODULE_OF = new Map(
  ALL_PERMISSIONS.map((permission) => [permission, MODULES.find((module) => permission.startsWith(`${module}.`))]),
)

/** The module a permission belongs to, or undefined for what every business has. */
export function moduleOf(permission: Permission): Module | undefined {
  return MODULE_OF.get(permission)
}

// What needs no permission (signing out, switching tenant, one's own profile) stays possible whatever the tenant's state.
const WRITES_REFUSED: Partial<Record<TenantStatus, string>> = {
  read_only: 'is read-only: everything can be read and exported, nothing changed',
  suspended: 'is suspended: nothing can be changed until that is settled',
  closed: 'is closed',
}

function assertTenantOpen(actor: Actor, method: Method): void {
  const { status, name } = actor.tenant
  const reason = WRITES_REFUSED[status]
  if (!reason || (method === 'GET' && status !== 'closed')) return
  throw new AppError('access.tenant-read-only', `${name} ${reason}`)
}

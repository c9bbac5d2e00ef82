import { ALL_PERMISSIONS } from '@groundwork/contract/permissions.ts'
import type { CreateRole, CustomRole, FieldLimits, RowLimits, UpdateRole } from '@groundwork/contract/platform/roles.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { rightsOfStored, type StoredRole } from '#platform/access/role-rights.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { fieldPath, fieldsOf, keyInPath } from '#platform/custom-fields/fields-of.ts'
import { nameViolation } from '#platform/database/violations.ts'
import { AppError, type FieldProblem, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { limitsOf } from '#platform/resource/field-rights.ts'
import { resourceNamed } from '#platform/resource/registry.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { assertConfirmed } from '../step-up/step-up.ts'
import { assertMayGrant, mayGrant } from '../users/role-limits.ts'
import { ownableActions } from './ownable-records.ts'
import { deleteRole, findRoleById, insertRole, lockRole, type RoleRow, updateRole } from './roles.queries.ts'

nameViolation('roles_name', {
  rule: 'role.name-taken',
  message: 'There is a role with this name; change that one, or choose another name',
  field: 'name',
})
nameViolation('memberships_custom_role', {
  rule: 'record.conflict',
  message: 'The role was deleted just now; choose another one',
  field: 'role',
})

export async function getRole(ctx: ReadCtx, id: string): Promise<CustomRole> {
  return toCustomRole(ctx.actor, await findOrRefuse(ctx, id))
}

export async function createRole(ctx: Ctx, input: CreateRole): Promise<CustomRole> {
  const id = newId(ctx.now.getTime())
  await assertMayDefine(ctx, { id, ...input })
  await insertRole(ctx.tx, toStored(ctx, { id, ...input }))
  const role = await getRole(ctx, id)
  leaveTrail(ctx, 'created', undefined, role)
  return role
}

/** Takes effect for everybody who has the role within a second: all processes look again at who they are. */
export async function changeRole(
  ctx: Ctx,
  id: string,
  input: UpdateRole,
  ifMatch: string | undefined,
): Promise<CustomRole> {
  const before = await lock(ctx, id, ifMatch)
  const after = {
    id,
    name: input.name ?? before.name,
    description: input.description ?? before.description,
    permissions: input.permissions ?? before.permissions,
    fields: input.fields ?? before.fields,
    rows: input.rows ?? before.rows,
  }
  await assertMayDefine(ctx, after)
  if (Object.keys(diffRecords(toContent(before), toContent(after))).length === 0) return before
  await updateRole(ctx.tx, toStored(ctx, after))
  const role = await getRole(ctx, id)
  leaveTrail(ctx, 'updated', before, role)
  ctx.announce({ kind: 'tenant-changed', tenantId: ctx.actor.tenant.id })
  return role
}

export async function removeRole(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const role = await lock(ctx, id, ifMatch)
  await assertConfirmed(ctx)
  if (role.people > 0) {
    const people = role.people === 1 ? '1 person has' : `${role.people} people have`
    throw new AppError('role.in-use', `${people} the role ${role.name}; give them another one first`)
  }
  await deleteRole(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  leaveTrail(ctx, 'deleted', role, undefined)
  ctx.announce({ kind: 'tenant-changed', tenantId: ctx.actor.tenant.id })
}

/** Whoever may not give what a role has may not touch it either. */
async function lock(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<CustomRole> {
  await lockRole(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  const row = await findOrRefuse(ctx, id)
  const role = toCustomRole(ctx.actor, row)
  assertExpectedVersion(ifMatch, { noun: 'role', version: row.version, record: role })
  assertMayGrant(ctx.actor, rightsOfStored(row))
  return role
}

async function findOrRefuse({ tx, actor }: ReadCtx, id: string): Promise<RoleRow> {
  const row = await findRoleById(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('role')
  return row
}

async function assertMayDefine(ctx: Ctx, role: StoredRole): Promise<void> {
  const problems = [
    ...unknownPermissions(role.permissions),
    ...unknownFields(role.fields),
    ...(await unknownCustomFields(ctx, role.fields)),
    ...unknownRows(role.rows),
  ]
  const [first] = problems
  if (first) throw new AppError('request.invalid', `${first.field}: ${first.message}`, { details: problems })
  assertMayGrant(ctx.actor, rightsOfStored(role))
  await assertConfirmed(ctx)
}

function unknownPermissions(permissions: readonly string[]): FieldProblem[] {
  const known: ReadonlySet<string> = new Set(ALL_PERMISSIONS)
  return permissions.flatMap((name, index) =>
    known.has(name) ? [] : [{ field: `permissions.${index}`, message: `There is no permission '${name}'` }],
  )
}

function unknownFields(fields: FieldLimits): FieldProblem[] {
  return Object.entries(fields).flatMap(([name, limits]) => {
    const resource = resourceNamed(name)
    if (!resource) return [{ field: `fields.${name}`, message: `There are no records called '${name}'` }]
    return Object.entries(limits).flatMap(([field, limit]) =>
      limitsOf(resource, field).includes(limit)
        ? []
        : [{ field: `fields.${name}.${field}`, message: `'${field}' of a ${resource.noun} cannot be made ${limit}` }],
    )
  })
}

/** Archived ones count: a role hides them still when they come back. */
async function unknownCustomFields(ctx: Ctx, fields: FieldLimits): Promise<FieldProblem[]> {
  const problems = Object.entries(fields).map(async ([name, limits]) => {
    const resource = resourceNamed(name)
    const named = Object.keys(limits).filter((path) => keyInPath(path) !== undefined)
    if (!resource || named.length === 0) return []
    const known = new Set((await fieldsOf(ctx, resource)).map(({ key }) => fieldPath(key)))
    return named.flatMap((path) =>
      known.has(path) ? [] : [{ field: `fields.${name}.${path}`, message: `There is no custom field '${path}'` }],
    )
  })
  return (await Promise.all(problems)).flat()
}

function unknownRows(rows: RowLimits): FieldProblem[] {
  return Object.entries(rows).flatMap(([name, actions]) => {
    const resource = resourceNamed(name)
    if (!resource) return [{ field: `rows.${name}`, message: `There are no records called '${name}'` }]
    const known: readonly string[] = ownableActions(resource)
    return Object.keys(actions).flatMap((action) =>
      known.includes(action)
        ? []
        : [{ field: `rows.${name}.${action}`, message: `Nobody can ${action} a ${resource.noun}, own or not` }],
    )
  })
}

function toStored(ctx: Ctx, role: Omit<CustomRole, 'people' | 'version' | 'can'>) {
  return {
    tenantId: ctx.actor.tenant.id,
    id: role.id,
    name: role.name,
    nameNorm: normalise(role.name),
    description: role.description,
    permissions: [...new Set(role.permissions)],
    fields: JSON.stringify(role.fields),
    rows: JSON.stringify(role.rows),
    now: ctx.now,
    by: ctx.actor.id,
  }
}

export function toCustomRole(actor: Actor, row: RoleRow): CustomRole {
  const { id, name, description, permissions, fields, rows, people, version } = row
  const update = actor.viewsAs === null && can(actor, 'platform.roles.update') && mayGrant(actor, rightsOfStored(row))
  return {
    id,
    name,
    description,
    permissions: [...permissions],
    fields,
    rows,
    people,
    version,
    can: { update, delete: update && people === 0 },
  }
}

type Content = Pick<CustomRole, 'name' | 'description' | 'permissions' | 'fields' | 'rows'>

function toContent({ name, description, permissions, fields, rows }: Content): Content {
  return { name, description, permissions: [...permissions].sort(), fields, rows }
}

function leaveTrail(ctx: Ctx, what: string, before: CustomRole | undefined, after: CustomRole | undefined): void {
  const role = after ?? before
  if (!role) throw new Error('A trail needs a role')
  ctx.audit(`role.${what}`, {
    resource: { type: 'platform.roles', id: role.id, version: role.version },
    changes: diffRecords(before && toContent(before), after && toContent(after)),
    severity: 'high',
  })
}

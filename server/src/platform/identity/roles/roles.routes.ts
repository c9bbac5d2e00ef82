import { Id } from '@groundwork/contract/http/fields.ts'
import { ALL_PERMISSIONS, PERMISSIONS, ROLE_KEYS, ROLES } from '@groundwork/contract/permissions.ts'
import {
  CreateRole,
  CustomRole,
  LimitableField,
  OwnableRecords,
  PermissionInfo,
  RoleInfo,
  UpdateRole,
  WhoMay,
  WhoMayQuery,
} from '@groundwork/contract/platform/roles.ts'
import { z } from 'zod'
import { NO_LIMITS } from '#platform/access/role-rights.ts'
import type { ReadCtx } from '#platform/context.ts'
import { change, list, type Page, type Route, read, remove } from '#platform/http/route.ts'
import { limitableFields } from './limitable-fields.ts'
import { ownableRecords } from './ownable-records.ts'
import { listRoles } from './roles.queries.ts'
import { changeRole, createRole, getRole, removeRole } from './roles.service.ts'
import { whoMay } from './who-may.ts'

const tag = 'Roles'
const ById = z.strictObject({ id: Id })

const BUILT_IN: RoleInfo[] = ROLE_KEYS.map((key) => ({
  key,
  ...ROLES[key],
  permissions: [...ROLES[key].permissions],
  fields: { ...NO_LIMITS },
  rows: { ...NO_LIMITS },
  isBuiltIn: true,
  version: null,
}))

const PERMISSION_LIST = ALL_PERMISSIONS.map((name) => ({
  name,
  description: PERMISSIONS[name],
  roles: ROLE_KEYS.filter((role) => ROLES[role].permissions.includes(name)),
}))

export const roleRoutes: Route[] = [
  list('/roles', {
    access: 'signed-in',
    tag,
    summary: 'List the roles with what they may do',
    description: 'The built-in ones, then those of the business.',
    reply: RoleInfo,
    run: async (ctx) => whole([...BUILT_IN, ...(await ownRoles(ctx))]),
  }),
  read('/roles/fields', {
    access: 'signed-in',
    tag,
    summary: 'List the fields that a role can hide or lock',
    reply: z.array(LimitableField),
    run: (ctx) => limitableFields(ctx),
  }),
  read('/roles/rows', {
    access: 'signed-in',
    tag,
    summary: 'List the records of which a role can be given its own alone',
    reply: z.array(OwnableRecords),
    run: async () => ownableRecords(),
  }),
  read('/roles/who-may', {
    access: 'platform.users.read',
    tag,
    summary: 'See who may do something, and why',
    query: WhoMayQuery,
    reply: WhoMay,
    run: (ctx, { query }) => whoMay(ctx, query),
  }),
  read('/roles/:id', {
    access: 'signed-in',
    tag,
    summary: 'Get a role of the business',
    params: ById,
    reply: CustomRole,
    run: (ctx, { params }) => getRole(ctx, params.id),
  }),
  change('POST', '/roles', {
    access: 'platform.roles.update',
    tag,
    summary: 'Create a role',
    description: 'Nobody makes a role that may do more than they may. Needs a confirmation (POST /auth/confirm).',
    body: CreateRole,
    reply: CustomRole,
    status: 201,
    run: (ctx, { body }) => createRole(ctx, body),
  }),
  change('PATCH', '/roles/:id', {
    access: 'platform.roles.update',
    tag,
    summary: 'Change a role',
    description: 'Takes effect within a second for everybody who has it. Needs a confirmation (POST /auth/confirm).',
    params: ById,
    body: UpdateRole,
    reply: CustomRole,
    run: (ctx, { params, body, headers }) => changeRole(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/roles/:id', {
    access: 'platform.roles.update',
    tag,
    summary: 'Delete a role that nobody has',
    params: ById,
    run: (ctx, { params, headers }) => removeRole(ctx, params.id, headers.ifMatch),
  }),
  list('/permissions', {
    access: 'signed-in',
    tag,
    summary: 'List all permissions, each with a sentence',
    reply: PermissionInfo,
    run: async () => whole(PERMISSION_LIST),
  }),
]

async function ownRoles({ tx, actor }: ReadCtx): Promise<RoleInfo[]> {
  const rows = await listRoles(tx, { tenantId: actor.tenant.id })
  return rows.map(({ id, name, description, permissions, fields, rows: own, version }) => {
    return { key: id, name, description, permissions, fields, rows: own, isBuiltIn: false, version }
  })
}

/** A catalogue that is always sent whole: it grows with the product and its few roles, not with the data. */
function whole<T>(rows: T[]): Page<T> {
  return { rows, pagination: { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null } }
}

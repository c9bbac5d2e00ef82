import { PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { ROW_ACTIONS, type RowAction, type WhoMay, type WhoMayQuery } from '@groundwork/contract/platform/roles.ts'
import { type Actor, apiKeyActor, userActor } from '#platform/access/actor.ts'
import { assertCan, can } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { resourceNamed } from '#platform/resource/registry.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
import { isOwnOnly, reachable, rowLimits } from '#platform/resource/row-rights.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import { getRecord } from '#platform/resource/write.ts'
import { roleOfMember } from '../users/members.queries.ts'
import { type KeyRow, listActivePeople, listStandingKeys, type PersonRow } from './who-may.queries.ts'

/** A business with more people than this asks by role instead. */
const MAX = 500

/** The people and keys that may do something today, each with the chain that leads there: role, then permission. */
export async function whoMay(ctx: ReadCtx, query: WhoMayQuery): Promise<WhoMay> {
  const { permission } = query
  const tenantId = ctx.actor.tenant.id
  const [people, keys, reach] = await Promise.all([
    listActivePeople(ctx.tx, { tenantId, limit: MAX + 1 }),
    can(ctx.actor, 'platform.api-keys.read') ? listStandingKeys(ctx.tx, { tenantId, limit: MAX + 1 }) : [],
    rowReach(ctx, permission, query.recordId),
  ])
  const sayIf = async <Said>(actor: Actor, say: (rows: string) => Said): Promise<Said[]> => {
    const rows = can(actor, permission) ? await reach(actor) : undefined
    return rows === undefined ? [] : [say(rows)]
  }
  const makers = new Map(people.map((row) => [row.user_id, row]))
  const found = people.slice(0, MAX).map((row) => sayIf(toActor(ctx, row), (rows) => toPerson(row, permission, rows)))
  const foundKeys = keys.slice(0, MAX).map(async (row) => {
    const maker = makers.get(row.maker_id)
    return maker ? sayIf(toKeyActor(ctx, row, maker), (rows) => toKey(row, permission, maker.name, rows)) : []
  })
  return {
    permission,
    description: PERMISSIONS[permission],
    people: (await Promise.all(found)).flat(),
    keys: (await Promise.all(foundKeys)).flat(),
    isCut: people.length > MAX || keys.length > MAX,
  }
}

function toActor({ actor }: ReadCtx, row: PersonRow): Actor {
  const person = { id: row.user_id ?? row.id, name: row.name, isSuperAdmin: false }
  return userActor(person, null, roleOfMember(row), actor.tenant)
}

function toKeyActor({ actor }: ReadCtx, key: KeyRow, maker: PersonRow): Actor {
  return apiKeyActor(
    { ...key, rateLimitPerHour: 0 },
    { id: maker.user_id ?? maker.id, role: roleOfMember(maker) },
    actor.tenant,
  )
}

/** What rules about rows add to somebody's reason; undefined where they keep the record that is asked about from them. */
async function rowReach(
  ctx: ReadCtx,
  permission: Permission,
  recordId: string | undefined,
): Promise<(actor: Actor) => Promise<string | undefined>> {
  const dot = permission.lastIndexOf('.')
  const resource = resourceNamed(permission.slice(0, dot))
  const action = ROW_ACTIONS.find((one) => one === permission.slice(dot + 1)) ?? 'read'
  if (recordId === undefined) return async (actor) => (resource ? inRows(resource, actor, action, '') : '')
  if (!resource) throw invalidField('recordId', `'${permission}' is not about records; leave it out`)
  // Refuses what the caller may not see themselves.
  assertCan(ctx.actor, permissionOf(resource.name, 'read'))
  await getRecord(ctx, resource, recordId)
  const row = await rowsOf<BaseRow>(resource).find(ctx.tx, ctx.actor.tenant.id, recordId)
  return async (actor) => {
    const [reached] = row ? await reachable({ tx: ctx.tx, actor }, resource, action, [row]) : []
    return reached ? inRows(resource, actor, action, '; this is one') : undefined
  }
}

function inRows(resource: AnyResource, actor: Actor, action: RowAction, end: string): string {
  if (isOwnOnly(actor, resource.name, action)) return `, only those ${resource.own.meaning}${end}`
  return rowLimits(actor, resource, action).length > 0 ? `, only those that the role reaches${end}` : ''
}

function toPerson(row: PersonRow, permission: Permission, rows: string): WhoMay['people'][number] {
  const role = roleOfMember(row)
  const reason = `has the role ${role.name}, which may ${inSentence(permission)}${rows}`
  return { id: row.user_id, name: row.name, email: row.email, role: role.name, reason }
}

function toKey(
  { id, name, prefix }: KeyRow,
  permission: Permission,
  maker: string,
  rows: string,
): WhoMay['keys'][number] {
  return { id, name, prefix, reason: `carries ${permission}, and its maker ${maker} has it, too${rows}` }
}

function inSentence(permission: Permission): string {
  const sentence = PERMISSIONS[permission]
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

import { PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import type { WhoMay, WhoMayQuery } from '@groundwork/contract/platform/roles.ts'
import { type Actor, apiKeyActor, userActor } from '#platform/access/actor.ts'
import { assertCan, can } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { resourceNamed } from '#platform/resource/registry.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
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
  const [people, keys, seen] = await Promise.all([
    listActivePeople(ctx.tx, { tenantId, limit: MAX + 1 }),
    can(ctx.actor, 'platform.api-keys.read') ? listStandingKeys(ctx.tx, { tenantId, limit: MAX + 1 }) : [],
    rowRule(ctx, permission, query.recordId),
  ])
  const may = (actor: Actor) => can(actor, permission) && seen(actor)
  const makers = new Map(people.map((row) => [row.user_id, row]))
  return {
    permission,
    description: PERMISSIONS[permission],
    people: people
      .slice(0, MAX)
      .filter((row) => may(toActor(ctx, row)))
      .map((row) => toPerson(row, permission)),
    keys: keys.slice(0, MAX).flatMap((row) => {
      const maker = makers.get(row.maker_id)
      return maker && may(toKeyActor(ctx, row, maker)) ? [toKey(row, permission, maker.name)] : []
    }),
    isCut: people.length > MAX || keys.length > MAX,
  }
}

function toActor({ actor }: ReadCtx, row: PersonRow): Actor {
  const person = { id: row.user_id ?? row.id, name: row.name, isSuperAdmin: false }
  return userActor(person, null, roleOfMember(row), actor.tenant)
}

function toKeyActor({ actor }: ReadCtx, key: KeyRow, maker: PersonRow): Actor {
  return apiKeyActor({ ...key, rateLimitPerHour: 0 }, { role: roleOfMember(maker) }, actor.tenant)
}

/** Whether somebody's row policy lets them at the record, where one is asked about. */
async function rowRule(
  ctx: ReadCtx,
  permission: Permission,
  recordId: string | undefined,
): Promise<(actor: Actor) => boolean> {
  const resource = recordId === undefined ? undefined : resourceNamed(permission.slice(0, permission.lastIndexOf('.')))
  if (recordId === undefined) return () => true
  if (!resource) throw invalidField('recordId', `'${permission}' is not about records; leave it out`)
  // Refuses what the caller may not see themselves.
  assertCan(ctx.actor, permissionOf(resource.name, 'read'))
  await getRecord(ctx, resource, recordId)
  const row = await rowsOf<BaseRow>(resource).find(ctx.tx, ctx.actor.tenant.id, recordId)
  return (actor) => row !== undefined && isVisible(resource, actor, row)
}

function isVisible({ policy }: AnyResource, actor: Actor, row: BaseRow): boolean {
  return policy?.canRead(actor, row) !== false
}

function toPerson(row: PersonRow, permission: Permission): WhoMay['people'][number] {
  const role = roleOfMember(row)
  const reason = `has the role ${role.name}, which may ${inSentence(permission)}`
  return { id: row.user_id, name: row.name, email: row.email, role: role.name, reason }
}

function toKey({ id, name, prefix }: KeyRow, permission: Permission, maker: string): WhoMay['keys'][number] {
  return { id, name, prefix, reason: `carries ${permission}, and its maker ${maker} has it, too` }
}

function inSentence(permission: Permission): string {
  const sentence = PERMISSIONS[permission]
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

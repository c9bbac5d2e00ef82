import type { Permission } from '@groundwork/contract/permissions.ts'
import { ROLE_KEYS, ROLES } from '@groundwork/contract/permissions.ts'
import { type Actor, type ActorTenant, userActor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import { rightsOfRole } from '../access/role-rights.ts'
import type { Ctx } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import type { LogRow } from '../events/log.queries.ts'
import { newId } from '../ids.ts'
import { sendMail } from '../mail/send-mail.ts'
import { about, recordOfEvent } from '../resource/event-subjects.ts'
import { permissionOf } from '../resource/expand.ts'
import { type Audience, type Happened, type Notice, rulesFor } from './notification-rules.ts'
import { insertNotification, listRecipients, type RecipientRow } from './notifications.queries.ts'

type Teller = Pick<Ctx, 'tx' | 'actor' | 'now' | 'config' | 'addJob'>

/** Tells everybody whom the rules name of one event, as they wish to be told. Answers whose page has changed. */
export async function tellPeople(ctx: Teller, row: LogRow): Promise<string[]> {
  const { tx } = ctx
  const event = toHappened(ctx.actor.tenant.id, row)
  const told: string[] = []
  for (const rule of rulesFor(row.type)) {
    const audience = rule.audienceOf(event)
    if (!audience) continue
    const asked = await recipientsOf(tx, event, rule.kind, audience)
    const recipients = await whoSees(ctx, row, asked)
    if (recipients.length === 0) continue
    const notice = await rule.noticeOf(tx, event)
    for (const recipient of recipients) {
      if (recipient.in_console && (await putOnPage(tx, event, rule.kind, recipient, notice)))
        told.push(recipient.user_id)
      if (recipient.by_email) await mail(ctx, recipient, notice)
    }
  }
  return told
}

function toHappened(tenantId: string, row: LogRow): Happened {
  return {
    id: row.id,
    tenantId,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    createdAt: row.created_at,
    // It was parsed by the contract's schema when the event was written.
    payload: row.payload as Happened['payload'],
  }
}

function recipientsOf(tx: Tx, event: Happened, kind: string, { userIds = [], permission }: Audience) {
  return listRecipients(tx, {
    tenantId: event.tenantId,
    kind,
    userIds: userIds.filter((id) => id !== null),
    roles: permission ? rolesWith(permission) : [],
    permission: permission ?? null,
    exceptId: event.actorId,
  })
}

/** Nobody is told of a record that they may not see, named or not. */
async function whoSees({ tx, actor }: Teller, row: LogRow, asked: readonly RecipientRow[]): Promise<RecipientRow[]> {
  const record = recordOfEvent(row)
  if (!record) return [...asked]
  const seeing = asked.map(async (recipient) => {
    const person = toActor(recipient, actor.tenant)
    const [seen] = await about({ tx, actor: person }, [record], (one) => one)
    return seen && can(person, permissionOf(record.resource, 'read')) ? [recipient] : []
  })
  return (await Promise.all(seeing)).flat()
}

function toActor({ user_id: id, name, role, custom_role }: RecipientRow, tenant: ActorTenant): Actor {
  return userActor({ id, name, isSuperAdmin: false }, null, rightsOfRole(role, custom_role) ?? null, tenant)
}

function rolesWith(permission: Permission): string[] {
  return ROLE_KEYS.filter((role) => ROLES[role].permissions.includes(permission))
}

async function putOnPage(
  tx: Tx,
  { id: eventId, tenantId, createdAt }: Happened,
  kind: string,
  { user_id: userId }: RecipientRow,
  notice: Notice,
): Promise<boolean> {
  const { title, body, href } = notice
  const text = { title, body: body ?? null, href: href ?? null }
  const told = { tenantId, userId, id: newId(), kind, eventId, ...text, createdAt, readAt: null }
  return (await insertNotification(tx, told)) !== undefined
}

/** Into the outbox in the same transaction: it is sent once, like everything else there. */
function mail(ctx: Teller, { name, email }: RecipientRow, { title, body = '', href }: Notice): Promise<void> {
  return sendMail(ctx, {
    to: email,
    letter: 'notification',
    values: { name, title, body, hasPage: href !== undefined },
    ...(href === undefined ? {} : { link: { path: href } }),
  })
}

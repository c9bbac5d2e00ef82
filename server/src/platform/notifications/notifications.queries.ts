import { sql } from 'kysely'
import type { StoredRole } from '../access/role-rights.ts'
import { shapedStatement } from '../database/shaped-statement.ts'
import { statement, statementForOne } from '../database/statement.ts'

export interface NotificationRow {
  id: string
  kind: string
  title: string
  body: string | null
  href: string | null
  created_at: string
  read_at: string | null
}

const COLUMNS = sql.raw('id, kind, title, body, href, created_at, read_at')

interface Mine {
  tenantId: string
  userId: string
}

interface Page extends Mine {
  limit: number
  unread?: true | undefined
  kind?: string | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listNotifications = shapedStatement<Page, NotificationRow>('notifications.list', (query, p, has) => {
  const conditions = [sql`tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid`]
  if (has('unread')) conditions.push(sql`read_at is null and ${p.unread}::boolean`)
  if (has('kind')) conditions.push(sql`kind = ${p.kind}`)
  if (has('lastAt')) conditions.push(sql`(created_at, id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
  return sql<NotificationRow>`select ${COLUMNS} from notifications where ${sql.join(conditions, sql` and `)}
    order by created_at desc, id desc limit ${p.limit}::int`.compile(query)
})

export const countUnread = statementForOne<Mine & { limit: number }, { unread: number }>(
  'notifications.unread',
  (query, p) =>
    sql<{ unread: number }>`select count(*)::int as unread from (select 1 from notifications
      where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid and read_at is null limit ${p.limit}::int) counted`.compile(
      query,
    ),
)

export const markRead = statementForOne<Mine & { id: string; now: Date }, NotificationRow>(
  'notifications.mark-read',
  (query, p) =>
    sql<NotificationRow>`update notifications set read_at = coalesce(read_at, ${p.now})
      where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid and id = ${p.id}::uuid returning ${COLUMNS}`.compile(
      query,
    ),
)

/** Up to what was shown: news that came in meanwhile stay unread. */
export const markAllRead = statement<Mine & { upTo: string; now: Date }, never>('notifications.mark-all', (query, p) =>
  sql<never>`update notifications set read_at = ${p.now}
    where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid and read_at is null
      and created_at <= ${p.upTo}::timestamptz`.compile(query),
)

export interface PreferenceRow {
  kind: string
  in_console: boolean
  by_email: boolean
  role: string
  custom_role: StoredRole | null
}

export const listPreferences = statement<Mine, PreferenceRow>('notifications.preferences', (query, p) =>
  query
    .selectFrom('notification_preferences')
    .select(['kind', 'in_console', 'by_email'])
    .where('tenant_id', '=', p.tenantId)
    .where('user_id', '=', p.userId)
    .limit(100),
)

export const savePreference = statement<Mine & { kind: string; inConsole: boolean; byEmail: boolean }, never>(
  'notifications.save-preference',
  (query, p) =>
    sql<never>`insert into notification_preferences (tenant_id, user_id, kind, in_console, by_email)
      values (${p.tenantId}, ${p.userId}, ${p.kind}, ${p.inConsole}, ${p.byEmail})
      on conflict (tenant_id, user_id, kind)
      do update set in_console = excluded.in_console, by_email = excluded.by_email, updated_at = now()`.compile(query),
)

export const isMember = statementForOne<Mine, { is_member: boolean }>('notifications.is-member', (query, p) =>
  sql<{ is_member: boolean }>`select exists (select from memberships
    where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid) as is_member`.compile(query),
)

export const listMembersByUser = statement<Mine, { name: string }>('notifications.members', (query, p) =>
  sql<{ name: string }>`select name from members
    where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid`.compile(query),
)

export interface RecipientRow {
  user_id: string
  name: string
  email: string
  in_console: boolean
  by_email: boolean
  role: string
  custom_role: StoredRole | null
}

interface Wanted {
  tenantId: string
  kind: string
  userIds: readonly string[]
  /** Built-in ones. */
  roles: readonly string[]
  /** Roles of the business's own are looked into. */
  permission: string | null
  exceptId: string | null
}

/** Who is to be told, and how they want it: only people who belong to the business today. */
export const listRecipients = statement<Wanted, RecipientRow>('notifications.recipients', (query, p) =>
  sql<RecipientRow>`select m.user_id, m.name, m.email, m.role, m.custom_role, coalesce(wish.in_console, true) as in_console,
      coalesce(wish.by_email, false) as by_email
    from members m
    left join notification_preferences wish
      on wish.tenant_id = m.tenant_id and wish.user_id = m.user_id and wish.kind = ${p.kind}
    where m.tenant_id = ${p.tenantId}::uuid and m.status = 'active'
      and (m.user_id = any(${p.userIds}::uuid[]) or ((m.role = any(${p.roles}::text[]) or m.custom_role->'permissions' ? ${p.permission}::text) and m.user_id is distinct from ${p.exceptId}::uuid))
    order by m.user_id limit 1000`.compile(query),
)

interface NewNotification extends Mine {
  id: string
  kind: string
  eventId: string
  title: string
  body: string | null
  href: string | null
  createdAt: string
  readAt: string | null
}

/** Answers nothing where this person has been told of this event. */
export const insertNotification = statementForOne<NewNotification, { id: string }>('notifications.insert', (query, p) =>
  sql<{
    id: string
  }>`insert into notifications (tenant_id, id, user_id, kind, event_id, title, body, href, created_at, read_at)
    values (${p.tenantId}, ${p.id}, ${p.userId}, ${p.kind}, ${p.eventId}, ${p.title}, ${p.body}, ${p.href},
      ${p.createdAt}::timestamptz, ${p.readAt}::timestamptz)
    on conflict (tenant_id, user_id, event_id) do nothing returning id`.compile(query),
)

import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface LinkedMember {
  identityId: string
  membershipId: string
  userId: string
  status: 'invited' | 'active' | 'deactivated'
  role: string
}

interface Subject {
  tenantId: string
  issuer: string
  subject: string
}

/** By issuer and subject, and by nothing else. */
export const findLinkedMember = statementForOne<Subject, LinkedMember>('identities.find-member', (query, p) =>
  sql<LinkedMember>`select i.id as "identityId", m.id as "membershipId", m.user_id as "userId", m.status, m.role
    from member_identities i join memberships m on m.tenant_id = i.tenant_id and m.id = i.membership_id
    where i.tenant_id = ${p.tenantId}::uuid and i.issuer = ${p.issuer} and i.subject = ${p.subject}`.compile(query),
)

interface NewIdentity extends Subject {
  id: string
  membershipId: string
  email: string | null
  now: Date
}

/** Answers nothing where either of the two is connected already. */
export const insertIdentity = statementForOne<NewIdentity, { id: string }>('identities.insert', (query, p) =>
  sql<{ id: string }>`insert into member_identities
      (tenant_id, id, membership_id, issuer, subject, email, created_at, last_used_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.membershipId}::uuid, ${p.issuer}, ${p.subject}, ${p.email},
      ${p.now}, ${p.now})
    on conflict do nothing returning id`.compile(query),
)

export const noteIdentityUse = statement<{ tenantId: string; id: string; email: string | null; now: Date }, never>(
  'identities.note-use',
  (query, p) =>
    query
      .updateTable('member_identities')
      .set({ last_used_at: p.now, email: p.email })
      .where('tenant_id', '=', p.tenantId)
      .where('id', '=', p.id),
)

export interface IdentityRow {
  id: string
  issuer: string
  email: string | null
  createdAt: string
  lastUsedAt: string | null
}

interface Own {
  tenantId: string
  userId: string
}

/** Nobody has more than one per issuer; the bound keeps it so for a list. */
export const listIdentities = statement<Own, IdentityRow>('identities.list', (query, p) =>
  sql<IdentityRow>`select i.id, i.issuer, i.email, i.created_at as "createdAt", i.last_used_at as "lastUsedAt"
    from member_identities i join memberships m on m.tenant_id = i.tenant_id and m.id = i.membership_id
    where i.tenant_id = ${p.tenantId}::uuid and m.user_id = ${p.userId}::uuid order by i.created_at, i.id limit 20`.compile(
    query,
  ),
)

export const deleteIdentity = statementForOne<Own & { id: string }, { issuer: string }>(
  'identities.delete',
  (query, p) =>
    sql<{ issuer: string }>`delete from member_identities i using memberships m
    where i.tenant_id = ${p.tenantId}::uuid and i.id = ${p.id}::uuid and m.tenant_id = i.tenant_id
      and m.id = i.membership_id and m.user_id = ${p.userId}::uuid returning i.issuer`.compile(query),
)

export interface PossibleMember {
  id: string
  userId: string | null
  status: 'invited' | 'active' | 'deactivated'
  role: string
}

/** Who the account, or else the address, is in the business. */
export const findPossibleMember = statementForOne<
  { tenantId: string; userId: string | null; emailNorm: string },
  PossibleMember
>('identities.find-possible-member', (query, p) =>
  sql<PossibleMember>`select id, user_id as "userId", status, role from memberships
    where tenant_id = ${p.tenantId}::uuid and (user_id = ${p.userId}::uuid or email_norm = ${p.emailNorm})
    order by user_id is null limit 1`.compile(query),
)

/** An invitation taken up through the provider instead of by its link. Answers nothing if it is gone meanwhile. */
export const acceptThroughProvider = statementForOne<
  { tenantId: string; id: string; userId: string; now: Date },
  { id: string }
>('identities.accept-invitation', (query, p) =>
  query
    .updateTable('memberships')
    .set({
      user_id: p.userId,
      status: 'active',
      invite_token_hash: null,
      invite_expires_at: null,
      last_active_at: p.now,
      updated_at: p.now,
      updated_by: p.userId,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', p.tenantId)
    .where('id', '=', p.id)
    .where('status', '=', 'invited')
    .returning('id'),
)

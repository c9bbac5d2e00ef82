import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'
import type { MessageRow } from './messages.row.ts'

const COLUMNS = sql.raw(`id, channel, origin, event, event_id, customer_id, user_id, recipient, recipient_norm,
  recipient_name, language, template_version, subject, body_text, body_html, state, reason_code, reason, attempts,
  wait_until, sending_job_id, sending_attempt, provider, provider_id, created_at, updated_at, created_by, sending_at,
  sent_at, ended_at`)

interface Key {
  tenantId: string
  id: string
}

export const findMessage = statementForOne<Key, MessageRow>('messages.find', (query, p) =>
  sql<MessageRow>`select ${COLUMNS} from messages where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(
    query,
  ),
)

export const lockMessage = statementForOne<Key, MessageRow>('messages.lock', (query, p) =>
  sql<MessageRow>`select ${COLUMNS} from messages
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(query),
)

export type NewMessage = Pick<
  MessageRow,
  | 'id'
  | 'channel'
  | 'origin'
  | 'event'
  | 'event_id'
  | 'customer_id'
  | 'user_id'
  | 'recipient'
  | 'recipient_norm'
  | 'recipient_name'
  | 'language'
  | 'template_version'
  | 'subject'
  | 'body_text'
  | 'body_html'
  | 'state'
  | 'reason_code'
  | 'reason'
  | 'created_by'
  | 'ended_at'
> & { tenantId: string; now: string }

/** Nothing when this event has been told to this address already. */
export const insertMessage = statementForOne<NewMessage, MessageRow>('messages.insert', (query, p) =>
  sql<MessageRow>`insert into messages (tenant_id, id, channel, origin, event, event_id, customer_id, user_id, recipient,
      recipient_norm, recipient_name, language, template_version, subject, body_text, body_html, state, reason_code,
      reason, created_by, ended_at, created_at, updated_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.channel}, ${p.origin}, ${p.event}, ${p.event_id}::uuid,
      ${p.customer_id}::uuid, ${p.user_id}::uuid, ${p.recipient}, ${p.recipient_norm}, ${p.recipient_name},
      ${p.language}, ${p.template_version}::int, ${p.subject}, ${p.body_text}, ${p.body_html}, ${p.state},
      ${p.reason_code}, ${p.reason}, ${p.created_by}::uuid, ${p.ended_at}::timestamptz, ${p.now}::timestamptz,
      ${p.now}::timestamptz)
    on conflict (tenant_id, event_id, channel, recipient_norm) where event_id is not null do nothing
    returning ${COLUMNS}`.compile(query),
)

/** What a step changes beside the state. */
export type Movement = Pick<
  MessageRow,
  | 'state'
  | 'reason_code'
  | 'reason'
  | 'attempts'
  | 'wait_until'
  | 'sending_job_id'
  | 'sending_attempt'
  | 'provider'
  | 'provider_id'
  | 'sending_at'
  | 'sent_at'
  | 'ended_at'
  | 'subject'
  | 'body_text'
  | 'body_html'
>

export const updateMessage = statementForOne<Key & Movement & { now: string }, MessageRow>(
  'messages.update',
  (query, p) =>
    sql<MessageRow>`update messages set state = ${p.state}, reason_code = ${p.reason_code}, reason = ${p.reason},
      attempts = ${p.attempts}::int, wait_until = ${p.wait_until}::timestamptz,
      sending_job_id = ${p.sending_job_id}::uuid, sending_attempt = ${p.sending_attempt}::int, provider = ${p.provider},
      provider_id = ${p.provider_id}, sending_at = ${p.sending_at}::timestamptz, sent_at = ${p.sent_at}::timestamptz,
      ended_at = ${p.ended_at}::timestamptz, subject = ${p.subject}, body_text = ${p.body_text},
      body_html = ${p.body_html}, updated_at = ${p.now}::timestamptz
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid
    returning ${COLUMNS}`.compile(query),
)

interface NewStep extends Key {
  messageId: string
  at: string
  state: string
  note: string | null
  providerKey: string | null
}

/** Nothing when the provider has reported this before. */
export const insertStep = statementForOne<NewStep, { id: string }>('messages.step', (query, p) =>
  sql<{ id: string }>`insert into message_steps (tenant_id, id, message_id, at, state, note, provider_key)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.messageId}::uuid, ${p.at}::timestamptz, ${p.state}, ${p.note},
      ${p.providerKey})
    on conflict (tenant_id, message_id, provider_key) where provider_key is not null do nothing
    returning id`.compile(query),
)

export interface StepRow {
  at: string
  state: MessageRow['state']
  note: string | null
}

export const listSteps = statement<{ tenantId: string; messageId: string }, StepRow>('messages.steps', (query, p) =>
  sql<StepRow>`select at, state, note from message_steps
    where tenant_id = ${p.tenantId}::uuid and message_id = ${p.messageId}::uuid order by at, id limit 200`.compile(
    query,
  ),
)

interface Recipient {
  tenantId: string
  channel: string
  recipientNorm: string
}

/** Whoever counts what goes to one recipient waits for the others that do: the limit is exact. */
export const lockRecipient = statement<Recipient, never>('messages.lock-recipient', (query, p) =>
  sql<never>`select pg_advisory_xact_lock(hashtextextended(
    'messages ' || ${p.tenantId}::text || ' ' || ${p.channel}::text || ' ' || ${p.recipientNorm}::text, 0))`.compile(
    query,
  ),
)

/** The oldest of the last `limit` ones since then: as long as it is that young, the limit is reached. */
export const findLimiting = statementForOne<Recipient & { since: string; limit: number }, { sending_at: string }>(
  'messages.limiting',
  (query, p) =>
    sql<{ sending_at: string }>`select sending_at from messages
      where tenant_id = ${p.tenantId}::uuid and channel = ${p.channel}::text and recipient_norm = ${p.recipientNorm}::text
        and sending_at > ${p.since}::timestamptz
      order by sending_at desc offset ${p.limit}::int - 1 limit 1`.compile(query),
)

interface Due {
  tenantId: string
  now: string
  /** Queued, waiting for nothing, and untouched since then: their job is gone. */
  forgottenBefore: string
  limit: number
}

/** Takes them out of the wait, so that the next look does not find them again. */
export const takeDue = statement<Due, { id: string }>('messages.due', (query, p) =>
  sql<{ id: string }>`update messages set wait_until = null, updated_at = ${p.now}::timestamptz
    where tenant_id = ${p.tenantId}::uuid and id in (
      select id from messages where tenant_id = ${p.tenantId}::uuid and state = 'queued'
        and (wait_until <= ${p.now}::timestamptz or wait_until is null and updated_at < ${p.forgottenBefore}::timestamptz)
      order by created_at limit ${p.limit}::int for update skip locked)
    returning id`.compile(query),
)

export const hasDue = statementForOne<Omit<Due, 'limit'>, { due: boolean }>('messages.has-due', (query, p) =>
  sql<{ due: boolean }>`select exists (select from messages where tenant_id = ${p.tenantId}::uuid and state = 'queued'
      and (wait_until <= ${p.now}::timestamptz or wait_until is null and updated_at < ${p.forgottenBefore}::timestamptz))
    as due`.compile(query),
)

interface Silent {
  tenantId: string
  sendingBefore: string
  sentBefore: string
  limit: number
}

/** Whose provider, or whose job, has said nothing for too long. */
export const listSilent = statement<Silent, { id: string; state: 'sending' | 'sent' }>('messages.silent', (query, p) =>
  sql<{ id: string; state: 'sending' | 'sent' }>`select id, state from messages
    where tenant_id = ${p.tenantId}::uuid and (state = 'sending' and sending_at < ${p.sendingBefore}::timestamptz
      or state = 'sent' and provider in ('twilio', 'sendgrid') and sending_at < ${p.sentBefore}::timestamptz)
    order by created_at limit ${p.limit}::int`.compile(query),
)

export const listTenantsOfNumber = statement<{ number: string }, { id: string }>(
  'messages.tenants-of-number',
  (query, p) => sql<{ id: string }>`select search.find_message_tenants(${p.number}::text) as id`.compile(query),
)

export const findCustomerOfNumber = statementForOne<{ tenantId: string; number: string }, { id: string; name: string }>(
  'messages.customer-of-number',
  (query, p) =>
    sql<{ id: string; name: string }>`select id, name from customers
      where tenant_id = ${p.tenantId}::uuid and phone = ${p.number}::text and deleted_at is null
      order by created_at limit 1`.compile(query),
)

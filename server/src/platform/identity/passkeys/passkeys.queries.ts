import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface PasskeyRow {
  id: string
  userId: string
  credentialId: Buffer
  publicKey: Buffer
  counter: string
  transports: string[]
  name: string
  isSynced: boolean
  createdAt: string
  lastUsedAt: string | null
}

const COLUMNS = sql.raw(`id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey", counter,
  transports, name, is_synced as "isSynced", created_at as "createdAt", last_used_at as "lastUsedAt"`)

export const listPasskeys = statement<{ userId: string }, PasskeyRow>('passkeys.list', (query, p) =>
  sql<PasskeyRow>`select ${COLUMNS} from user_passkeys where user_id = ${p.userId}::uuid order by created_at, id limit 100`.compile(
    query,
  ),
)

export const findPasskey = statementForOne<{ credentialId: Buffer }, PasskeyRow>('passkeys.find', (query, p) =>
  sql<PasskeyRow>`select ${COLUMNS} from user_passkeys where credential_id = ${p.credentialId}`.compile(query),
)

interface NewPasskey {
  id: string
  userId: string
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  transports: readonly string[]
  name: string
  isSynced: boolean
  now: Date
}

/** Answers nothing where the authenticator is registered already. */
export const insertPasskey = statementForOne<NewPasskey, { id: string }>('passkeys.insert', (query, p) =>
  sql<{ id: string }>`insert into user_passkeys
      (id, user_id, credential_id, public_key, counter, transports, name, is_synced, created_at)
    values (${p.id}::uuid, ${p.userId}::uuid, ${p.credentialId}, ${p.publicKey}, ${p.counter}::bigint,
      ${p.transports}::text[], ${p.name}, ${p.isSynced}, ${p.now})
    on conflict (credential_id) do nothing returning id`.compile(query),
)

interface Own {
  id: string
  userId: string
}

export const renamePasskey = statementForOne<Own & { name: string }, PasskeyRow>('passkeys.rename', (query, p) =>
  sql<PasskeyRow>`update user_passkeys set name = ${p.name} where id = ${p.id}::uuid and user_id = ${p.userId}::uuid
    returning ${COLUMNS}`.compile(query),
)

export const deletePasskey = statementForOne<Own, { name: string }>('passkeys.delete', (query, p) =>
  query.deleteFrom('user_passkeys').where('id', '=', p.id).where('user_id', '=', p.userId).returning('name'),
)

/** Answers nothing where somebody was faster with the same answer. */
export const notePasskeyUse = statementForOne<
  { id: string; before: string; counter: number; now: Date },
  { id: string }
>('passkeys.note-use', (query, p) =>
  sql<{ id: string }>`update user_passkeys set counter = ${p.counter}::bigint, last_used_at = ${p.now}
    where id = ${p.id}::uuid and counter = ${p.before}::bigint returning id`.compile(query),
)

/** Answers nothing where the challenge was answered before. */
export const takeChallenge = statementForOne<{ challengeHash: Buffer; expiresAt: Date }, { taken: boolean }>(
  'passkeys.take-challenge',
  (query, p) =>
    sql<{ taken: boolean }>`insert into passkey_answers (challenge_hash, expires_at)
      values (${p.challengeHash}, ${p.expiresAt}) on conflict do nothing returning true as taken`.compile(query),
)

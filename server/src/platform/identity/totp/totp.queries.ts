import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

/** A code is good once: taken only if its step lies behind the last one. Answers nothing for a replay. */
export const takeTotpStep = statementForOne<{ userId: string; step: number }, { id: string }>(
  'totp.take-step',
  (query, params) =>
    query
      .updateTable('users')
      .set({ totp_last_step: params.step })
      .where('id', '=', params.userId)
      .where(sql<boolean>`coalesce(totp_last_step, -1) < ${params.step}::bigint`)
      .returning('id'),
)

export const takeBackupCode = statementForOne<{ userId: string; codeHash: Buffer; now: Date }, { userId: string }>(
  'totp.take-backup-code',
  (query, params) =>
    query
      .updateTable('user_backup_codes')
      .set({ used_at: params.now })
      .where('user_id', '=', params.userId)
      .where('code_hash', '=', params.codeHash)
      .where('used_at', 'is', null)
      .returning('user_id as userId'),
)

/** Kept, not yet in force: it is once the first code was right. */
export const keepTotpSecret = statement<{ userId: string; sealedSecret: string; now: Date }, never>(
  'totp.keep-secret',
  (query, params) =>
    query
      .updateTable('users')
      .set({ totp_secret: params.sealedSecret, updated_at: params.now })
      .where('id', '=', params.userId)
      .where('totp_enabled_at', 'is', null),
)

export const enableTotp = statementForOne<{ userId: string; step: number; now: Date }, { id: string }>(
  'totp.enable',
  (query, params) =>
    query
      .updateTable('users')
      .set({
        totp_enabled_at: params.now,
        totp_last_step: params.step,
        updated_at: params.now,
        version: sql`version + 1`,
      })
      .where('id', '=', params.userId)
      .where('totp_enabled_at', 'is', null)
      .where('totp_secret', 'is not', null)
      .returning('id'),
)

export const disableTotp = statementForOne<{ userId: string; now: Date }, { id: string }>(
  'totp.disable',
  (query, params) =>
    query
      .updateTable('users')
      .set({
        totp_enabled_at: null,
        totp_secret: null,
        totp_last_step: null,
        updated_at: params.now,
        version: sql`version + 1`,
      })
      .where('id', '=', params.userId)
      .where('totp_enabled_at', 'is not', null)
      .returning('id'),
)

export const deleteBackupCodes = statement<{ userId: string }, never>('totp.delete-backup-codes', (query, params) =>
  query.deleteFrom('user_backup_codes').where('user_id', '=', params.userId),
)

export const insertBackupCodes = statement<{ userId: string; codeHashes: string[] }, never>(
  'totp.insert-backup-codes',
  (query, params) =>
    query
      .insertInto('user_backup_codes')
      .columns(['user_id', 'code_hash'])
      .expression(
        query.selectNoFrom([
          sql<string>`${params.userId}::uuid`.as('user_id'),
          sql<Buffer>`decode(unnest(${params.codeHashes}::text[]), 'hex')`.as('code_hash'),
        ]),
      ),
)

import { BackupCodes, ConfirmTotp, TotpSetup } from '@groundwork/contract/platform/identity.ts'
import { change, type Route, remove } from '#platform/http/route.ts'
import { confirmTotp, renewBackupCodes, startTotp, stopTotp } from './totp.service.ts'

const tag = 'Second factor'

export const totpRoutes: Route[] = [
  change('POST', '/auth/totp/start', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Begin to set up an authenticator app',
    reply: TotpSetup,
    secretReply: true,
    run: (ctx) => startTotp(ctx),
  }),
  change('POST', '/auth/totp/confirm', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Switch the second factor on with a first code',
    description: 'Answers with ten backup codes, each good once. They are shown this one time.',
    body: ConfirmTotp,
    reply: BackupCodes,
    secretReply: true,
    limits: ['sign-in'],
    run: (ctx, { body }) => confirmTotp(ctx, body.code),
  }),
  remove('POST', '/auth/totp/disable', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Switch the second factor off',
    run: (ctx) => stopTotp(ctx),
  }),
  change('POST', '/auth/totp/backup-codes', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Make new backup codes',
    description: 'The old ones stop working.',
    reply: BackupCodes,
    secretReply: true,
    run: (ctx) => renewBackupCodes(ctx),
  }),
]

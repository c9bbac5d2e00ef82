import type { Ctx } from '#platform/context.ts'
import { findAccount } from '#platform/identity/accounts/accounts.queries.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { downloadToken } from '../download-token.ts'
import { findSchedule } from './schedules.queries.ts'

/** The page of the console that takes the token of a link to the file. */
export const LINK_PAGE = '/exports/file'

interface ReadyExport {
  exportId: string
  scheduleId: string
  rows: number
  expiresAt: Date
}

/** To the maker of the schedule, in the transaction that finishes the file: the mail is there if and only if the file is. */
export async function mailLink(ctx: Ctx, { exportId, scheduleId, rows, expiresAt }: ReadyExport): Promise<void> {
  const { tenant, id: userId } = ctx.actor
  const [schedule, account] = await Promise.all([
    findSchedule(ctx.tx, { tenantId: tenant.id, id: scheduleId }),
    findAccount(ctx.tx, { userId }),
  ])
  if (!schedule || !account) return
  const token = downloadToken(ctx.config.secret, { tenantId: tenant.id, exportId, expiresAt })
  const until = new Intl.DateTimeFormat(tenant.locale, {
    timeZone: tenant.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(expiresAt)
  await sendMail(ctx, {
    to: account.email,
    letter: 'export-ready',
    values: { name: account.name, title: schedule.name, rows, until },
    link: { path: LINK_PAGE, token },
  })
}

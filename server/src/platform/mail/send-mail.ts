import { systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { LETTERS, type LetterName, type LetterValues } from './letters.ts'
import { linkBox } from './link-box.ts'
import { insertMessage } from './outbox.queries.ts'
import { renderMail } from './render.ts'
import { sendLetter } from './send-letter.job.ts'

interface Mail<Name extends LetterName> {
  to: string
  letter: Name
  values: LetterValues[Name]
  /** The page of the console that the button opens, and the secret it takes there, if it needs one. */
  link?: { path: string; token?: string }
}

/** Puts a mail into the tenant's outbox, in the transaction of the change that asks for it: both happen or neither. */
export async function sendMail<Name extends LetterName>(
  ctx: Pick<Ctx, 'tx' | 'actor' | 'now' | 'config' | 'addJob'>,
  mail: Mail<Name>,
): Promise<void> {
  const id = newId(ctx.now.getTime())
  const isCarried = ctx.config.messaging.mail.kind !== 'outbox'
  const { subject, text, html } = renderMail(LETTERS[mail.letter](mail.values), ctx.actor.tenant.name)
  await insertMessage(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    channel: 'email',
    recipient: mail.to,
    subject,
    bodyText: text,
    bodyHtml: html,
    sealedLink: mail.link ? linkBox(ctx.config.secret).seal(linkOf(ctx.config.http.publicUrl, mail.link), id) : null,
    template: mail.letter,
    messageId: null,
    state: isCarried ? 'queued' : null,
    now: ctx.now,
  })
  // In the name of the product: who asked may not belong to the business any more when it runs.
  if (isCarried) ctx.addJob(sendLetter, { mailId: id }, systemActor(ctx.actor.tenant, 'Mail'))
}

interface Kept {
  channel: 'email' | 'sms'
  recipient: string
  subject: string | null
  text: string
  html: string | null
  messageId: string
}

/** Where messages of the office arrive while nobody carries them further: seen in the console, and nowhere else. */
export async function keepInOutbox(ctx: Pick<Ctx, 'tx' | 'actor' | 'now'>, kept: Kept): Promise<void> {
  await insertMessage(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(ctx.now.getTime()),
    channel: kept.channel,
    recipient: kept.recipient,
    subject: kept.subject,
    bodyText: kept.text,
    bodyHtml: kept.html,
    sealedLink: null,
    template: 'message',
    messageId: kept.messageId,
    state: null,
    now: ctx.now,
  })
}

/** Behind the hash: browsers do not send that part, so the secret reaches no log and no Referer. */
function linkOf(publicUrl: string, { path, token }: { path: string; token?: string }): string {
  return `${publicUrl}${path}${token === undefined ? '' : `#token=${token}`}`
}

import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { SecretBox } from '#platform/secret-box.ts'
import { LETTERS, type LetterName, type LetterValues } from './letters.ts'
import { insertMessage } from './outbox.queries.ts'
import { renderMail } from './render.ts'

interface Mail<Name extends LetterName> {
  to: string
  letter: Name
  values: LetterValues[Name]
  /** The page of the console that the button opens, and the secret it takes there. */
  link?: { path: string; token: string }
}

/** Puts a mail into the tenant's outbox, in the transaction of the change that asks for it: both happen or neither. */
export async function sendMail<Name extends LetterName>(
  ctx: Pick<Ctx, 'tx' | 'actor' | 'now' | 'config'>,
  mail: Mail<Name>,
): Promise<void> {
  const id = newId(ctx.now.getTime())
  const { subject, text, html } = renderMail(LETTERS[mail.letter](mail.values), ctx.actor.tenant.name)
  await insertMessage(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    recipient: mail.to,
    subject,
    bodyText: text,
    bodyHtml: html,
    sealedLink: mail.link ? linkBox(ctx.config.secret).seal(linkOf(ctx.config.http.publicUrl, mail.link), id) : null,
    template: mail.letter,
    now: ctx.now,
  })
}

export function linkBox(secret: string): SecretBox {
  return new SecretBox(secret, 'mail-links')
}

/** Behind the hash: browsers do not send that part, so the secret reaches no log and no Referer. */
function linkOf(publicUrl: string, { path, token }: { path: string; token: string }): string {
  return `${publicUrl}${path}#token=${token}`
}

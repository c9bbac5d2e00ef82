import { Email } from '@groundwork/contract/http/fields.ts'
import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import type { Ctx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { findMakerAddress } from '../automations.queries.ts'
import { type Facts, fillText } from '../events/templates.ts'
import type { Occasion, Outcome } from './occasion.ts'

// The only file that knows how mails leave the product.

type SendMail = Extract<AutomationAction, { type: 'send-mail' }>

const MOST_ADDRESSES = 10
const MOST_TEXT = 20_000

export interface Message {
  to: string[]
  subject: string
  text: string
}

export function filledMessage({ to, subject, text }: SendMail, facts: Facts): Message {
  return {
    to: addressesIn(fillText(to, facts)),
    subject: fillText(subject, facts).slice(0, 200),
    text: fillText(text, facts).slice(0, MOST_TEXT),
  }
}

export async function sendMessage(ctx: Ctx, action: SendMail, { automation, facts }: Occasion): Promise<Outcome> {
  const { to, subject, text } = filledMessage(action, facts)
  for (const address of to) {
    const values = { subject, text, automation: automation.name }
    await sendMail(ctx, { to: address, letter: 'automation-message', values })
  }
  ctx.audit('automation.mail-sent', {
    resource: { type: 'office.automations', id: automation.id },
    note: `${to.length === 1 ? 'One mail' : `${to.length} mails`}: ${subject}`,
  })
  return { summary: `Mail to ${to.join(', ')}: ${subject}`, changes: null }
}

/** To the person who made it, if they still have an account. */
export async function tellMaker(ctx: Ctx, userId: string, automation: string, reason: string): Promise<void> {
  const maker = await findMakerAddress(ctx.tx, { id: userId })
  if (!maker) return
  const values = { name: maker.name, automation, reason }
  await sendMail(ctx, { to: maker.email, letter: 'automation-halted', values })
}

function addressesIn(text: string): string[] {
  const addresses = text.split(',').map((address) => address.trim())
  const parsed = addresses.map((address) => Email.safeParse(address))
  const wrong = parsed.findIndex(({ success }) => !success)
  if (wrong >= 0) throw invalidField('to', `'${addresses[wrong]}' is not an e-mail address`)
  if (addresses.length > MOST_ADDRESSES) throw invalidField('to', `At most ${MOST_ADDRESSES} addresses`)
  return addresses
}

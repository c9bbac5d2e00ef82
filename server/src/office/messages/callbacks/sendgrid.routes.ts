import { z } from 'zod'
import { isSignedBySendgrid } from '#platform/carriers/sendgrid-signature.ts'
import { AppError } from '#platform/errors.ts'
import { type ManualCtx, manual, type Route } from '#platform/http/route.ts'
import { readReference } from './callback-reference.ts'
import { readBytes } from './read-form.ts'
import { type Report, takeReport } from './report.ts'

/** What we read of it. More may come with it at any time. */
const Event = z.object({
  event: z.string(),
  sg_event_id: z.string().max(200),
  reference: z.string().optional(),
  reason: z.string().optional(),
  response: z.string().optional(),
})
const Events = z.array(z.unknown()).max(10_000)

export const sendgridRoutes: Route[] = [
  manual('POST', '/message-callbacks/sendgrid', {
    access: { public: 'Signed by SendGrid with its private key' },
    tag: 'office.messages',
    summary: 'Hear from SendGrid what became of mails',
    takesFile: true,
    limits: ['callbacks'],
    notIdempotent: 'A repeated report changes nothing',
    notAudited: 'Each report is kept as a step of its message',
    run: (ctx) => takeEvents(ctx),
  }),
]

async function takeEvents(ctx: ManualCtx): Promise<undefined> {
  const { config } = ctx.services
  for (const entry of parseEvents(await readSigned(ctx))) {
    // Of one event that is not as we know them, the others do not suffer.
    const event = Event.safeParse(entry).data
    const reference = readReference(config, event?.reference)
    if (event && reference) await takeReport(ctx, reference, toReport(event))
  }
}

async function readSigned(ctx: ManualCtx): Promise<Buffer> {
  const body = await readBytes(ctx)
  const { mail } = ctx.services.config.messaging
  const { headers } = ctx.raw.request
  const signature = headers['x-twilio-email-event-webhook-signature']
  const timestamp = headers['x-twilio-email-event-webhook-timestamp']
  const key = mail.kind === 'sendgrid' ? mail.webhookKey : undefined
  if (
    key &&
    typeof signature === 'string' &&
    typeof timestamp === 'string' &&
    isSignedBySendgrid(key, { body, signature, timestamp, now: ctx.now })
  )
    return body
  throw new AppError('message.callback-refused', 'The signature does not fit this callback; nothing was changed')
}

function parseEvents(body: Buffer): unknown[] {
  try {
    return Events.parse(JSON.parse(body.toString()))
  } catch (cause) {
    throw new AppError('request.malformed-json', 'The body is not a list of events', { cause })
  }
}

const STATES: Record<string, Report['state']> = {
  processed: 'sent',
  delivered: 'delivered',
  bounce: 'refused',
  dropped: 'refused',
}
const OPT_OUTS = new Set(['spamreport', 'unsubscribe', 'group_unsubscribe'])
const WORDS: Record<string, string> = {
  deferred: 'The mail server of the recipient asks to come back later',
  bounce: 'The mail server of the recipient refused it',
  dropped: 'SendGrid dropped it',
  spamreport: 'The recipient reported it as spam',
  unsubscribe: 'The recipient unsubscribed at SendGrid',
  group_unsubscribe: 'The recipient unsubscribed at SendGrid',
}

function toReport({ event, sg_event_id, reason, response }: z.infer<typeof Event>): Report {
  const said = (reason ?? (event === 'deferred' ? response : undefined))?.slice(0, 300)
  const words = WORDS[event]
  return {
    state: STATES[event] ?? null,
    note: words ? [words, said].filter(Boolean).join(': ') : null,
    providerKey: `sendgrid ${sg_event_id}`,
    isOptOut: OPT_OUTS.has(event),
  }
}

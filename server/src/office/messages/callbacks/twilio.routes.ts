import { z } from 'zod'
import { systemActor } from '#platform/access/actor.ts'
import { twilioSentence } from '#platform/carriers/twilio.ts'
import { isSignedByTwilio } from '#platform/carriers/twilio-signature.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import { type ManualCtx, manual, type Route } from '#platform/http/route.ts'
import { listTenantsOfNumber } from '../messages.queries.ts'
import { readReference } from './callback-reference.ts'
import { receiveSms } from './inbound.ts'
import { readForm } from './read-form.ts'
import { findTenant, type Report, takeReport } from './report.ts'

const common = {
  access: { public: 'Signed by Twilio with the token that only the two of us know' },
  tag: 'office.messages',
  takesFile: true,
  limits: ['callbacks'],
  notIdempotent: 'A repeated report changes nothing',
} as const

export const twilioRoutes: Route[] = [
  manual('POST', '/message-callbacks/twilio', {
    ...common,
    summary: 'Take a text message that came in, by Twilio',
    notAudited: 'The message is kept; STOP and START leave entries with the businesses they are meant for',
    run: (ctx) => takeInbound(ctx),
  }),
  manual('POST', '/message-callbacks/twilio/:reference', {
    ...common,
    summary: 'Hear from Twilio what became of a text message',
    notAudited: 'Each report is kept as a step of its message',
    params: z.strictObject({ reference: z.string().max(600) }),
    run: (ctx, { params }) => takeStatus(ctx, params.reference),
  }),
]

async function takeStatus(ctx: ManualCtx, text: string): Promise<undefined> {
  const form = await readSigned(ctx)
  const reference = readReference(ctx.services.config, text)
  if (reference) await takeReport(ctx, reference, toReport(form))
}

async function takeInbound(ctx: ManualCtx): Promise<undefined> {
  const form = await readSigned(ctx)
  const { services, request } = ctx
  const sms = { from: form.get('From') ?? '', body: form.get('Body') ?? '', sid: form.get('MessageSid') ?? '' }
  const tenants = await services.database.read(NO_TENANT, (tx) => listTenantsOfNumber(tx, { number: sms.from }))
  for (const { id } of tenants) {
    const tenant = await findTenant(services.database, id)
    if (tenant) await services.write(systemActor(tenant, 'Message provider'), request, (work) => receiveSms(work, sms))
  }
}

/** The address that Twilio called is the one it was given: our public one, whatever a proxy made of it. */
async function readSigned(ctx: ManualCtx): Promise<URLSearchParams> {
  const form = await readForm(ctx)
  const { messaging, http } = ctx.services.config
  const signature = ctx.raw.request.headers['x-twilio-signature']
  const url = `${http.publicUrl}${ctx.raw.request.url}`
  if (
    messaging.sms.kind === 'twilio' &&
    typeof signature === 'string' &&
    isSignedByTwilio(messaging.sms.authToken, { url, form, signature })
  )
    return form
  throw new AppError('message.callback-refused', 'The signature does not fit this callback; nothing was changed')
}

const STATES: Record<string, Report['state']> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'refused',
  failed: 'refused',
  canceled: 'refused',
}
const OPTED_OUT = '21610'

function toReport(form: URLSearchParams): Report {
  const status = form.get('MessageStatus') ?? ''
  const code = form.get('ErrorCode')
  return {
    state: STATES[status] ?? null,
    note: code ? twilioSentence(Number(code)) : null,
    // Twilio has no name for a report; of each status there is one.
    providerKey: `twilio ${form.get('MessageSid') ?? ''} ${status}`.slice(0, 200),
    isOptOut: code === OPTED_OUT,
  }
}

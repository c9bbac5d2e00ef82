import { messageInput, welcomeTemplate } from '#office/messages/messages.factory.ts'
import { unsubscribeToken } from '#office/messages/opt-outs/unsubscribe-link.ts'
import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

async function toCustomer(business: Business) {
  const { id } = await business.record('office.customers')
  return messageInput(id, { subject: `${business.marker} ${business.number()}` })
}

const sent = async (business: Business) => business.create('/messages', await toCustomer(business))

/** Stopped, because somebody unsubscribed; what a person may try again all the same. */
async function suppressed(business: Business): Promise<string> {
  const { id } = await sent(business)
  await business.owner.post('/unsubscribe', { token: tokenOf(business, id) })
  await business.asAdmin(`update messages set state = 'suppressed' where id = $1`, [id])
  return id
}

async function draft(business: Business) {
  const { isActive: _, ...words } = welcomeTemplate({ subject: `${business.marker} ${business.number()}` })
  return { ...words, customerId: (await business.record('office.customers')).id }
}

/** Of an address each: unsubscribing twice changes nothing. */
function tokenOf(business: Business, messageId: string): string {
  const addressNorm = `${business.marker}.${business.number()}@example.com`
  return unsubscribeToken(business.app.services.config, { tenantId: business.tenantId, addressNorm, messageId })
}

const token = async (business: Business) => tokenOf(business, (await sent(business)).id)

const { event, channel } = welcomeTemplate()

export const MESSAGE_EXAMPLES: Examples = {
  'GET /messages': async (business) => {
    const { customerId } = await sent(business)
    return { query: { customerId: String(customerId) } }
  },
  'GET /messages/reachability': async (business) => ({
    query: { customerId: (await business.record('office.customers')).id },
  }),
  'GET /messages/:id': async (business) => ({ params: { id: (await sent(business)).id } }),
  'POST /messages': async (business) => ({ body: await toCustomer(business) }),
  'POST /messages/:id/retry': async (business) => ({
    params: { id: await suppressed(business) },
    body: { mayArriveTwice: false },
  }),

  'GET /message-events': async () => ({}),
  'PATCH /message-templates': async (business) => ({
    body: welcomeTemplate({ subject: `${business.marker} ${business.number()}`, isActive: false }),
  }),
  // Another one than the one that is saved, so that a business that has done everything still has one.
  'POST /message-templates/reset': async (business) => {
    await business.owner.patch('/message-templates', welcomeTemplate({ language: 'es', isActive: false }))
    return { body: { event, channel, language: 'es' } }
  },
  'POST /message-templates/preview': async (business) => ({ body: await draft(business) }),
  'POST /message-templates/test': async (business) => ({ body: await draft(business) }),
  'GET /message-settings': async () => ({}),
  'PATCH /message-settings': async (business) => ({ body: { senderName: `${business.marker} ${business.number()}` } }),

  'POST /unsubscribe/lookup': async (business) => ({ body: { token: await token(business) } }),
  'POST /unsubscribe': async (business) => ({ body: { token: await token(business) } }),
  'POST /unsubscribe/one-click': async (business) => ({
    query: { token: await token(business) },
    file: 'List-Unsubscribe=One-Click',
  }),
  // Without a provider every callback is refused; the tests beside the code sign theirs.
  'POST /message-callbacks/twilio': async () => ({ file: 'Body=STOP' }),
  'POST /message-callbacks/twilio/:reference': async () => ({
    params: { reference: 'made-up' },
    file: 'MessageStatus=delivered',
  }),
  'POST /message-callbacks/sendgrid': async () => ({ file: '[]' }),
}

import { Unsubscribe, UnsubscribeOffer } from '@groundwork/contract/office/messages.ts'
import { systemActor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'
import { type ManualCtx, manual, type Route } from '#platform/http/route.ts'
import { findTenant } from '../callbacks/report.ts'
import { maskRecipient } from '../messages.row.ts'
import { findOptOut } from './opt-outs.queries.ts'
import { optOut } from './opt-outs.service.ts'
import { readUnsubscribeToken } from './unsubscribe-link.ts'

const common = {
  access: { public: 'The link from the mail is the credential' },
  tag: 'office.messages',
} as const

export const unsubscribeRoutes: Route[] = [
  // A POST that changes nothing: in a GET the token would stand in the address, and so in logs and histories.
  manual('POST', '/unsubscribe/lookup', {
    ...common,
    summary: 'See what an unsubscribe link ends',
    body: Unsubscribe,
    reply: UnsubscribeOffer,
    notIdempotent: 'Changes nothing',
    notAudited: 'Changes nothing',
    run: (ctx, { body }) => readOffer(ctx, body.token),
  }),
  manual('POST', '/unsubscribe', {
    ...common,
    summary: 'End mails to the address of the link',
    body: Unsubscribe,
    reply: UnsubscribeOffer,
    notIdempotent: 'Unsubscribing twice is no error',
    run: (ctx, { body }) => unsubscribe(ctx, body.token),
  }),
  manual('POST', '/unsubscribe/one-click', {
    ...common,
    summary: 'End mails by one click in the mail program (RFC 8058)',
    query: Unsubscribe,
    takesFile: true,
    notIdempotent: 'Unsubscribing twice is no error',
    run: async (ctx, { query }) => void (await unsubscribe(ctx, query.token)),
  }),
]

async function readOffer({ services }: ManualCtx, token: string): Promise<UnsubscribeOffer> {
  const { tenant, addressNorm } = await readClaim(services, token)
  const scope = { tenantId: tenant.id, actorId: null }
  const found = await services.database.read(scope, (tx) =>
    findOptOut(tx, { tenantId: tenant.id, channel: 'email', addressNorm }),
  )
  return { business: tenant.name, to: maskRecipient(addressNorm), isOptedOut: found !== undefined }
}

async function unsubscribe({ services, request }: ManualCtx, token: string): Promise<UnsubscribeOffer> {
  const { tenant, addressNorm, messageId } = await readClaim(services, token)
  await services.write(systemActor(tenant, 'Unsubscribe link'), request, async (ctx) => {
    await optOut(ctx, { channel: 'email', addressNorm }, { source: 'unsubscribe-link', messageId })
  })
  return { business: tenant.name, to: maskRecipient(addressNorm), isOptedOut: true }
}

async function readClaim({ config, database }: ManualCtx['services'], token: string) {
  const { tenantId, ...claim } = readUnsubscribeToken(config, token)
  const tenant = await findTenant(database, tenantId)
  if (!tenant) throw new AppError('message.link-invalid', 'The business that sent this mail is not here any more')
  return { tenant, ...claim }
}

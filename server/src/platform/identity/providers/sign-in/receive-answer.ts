import type { ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { systemActor } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { findAccount } from '../../accounts/accounts.queries.ts'
import { hasSecondFactor } from '../../totp/second-factor.ts'
import { findPossibleMember } from '../identities/identities.queries.ts'
import { isAllowed } from '../protocol/claim-values.ts'
import { prove } from '../protocol/prove.ts'
import { toSignInError } from '../protocol/provider-fault.ts'
import { redirectUri } from '../settings/provider.service.ts'
import { type Arrival, toArrival } from './arrival.ts'
import { enter } from './enter.ts'
import { answerInvalid, type Flow, takeFlow } from './flow.ts'
import { link, tellConnected } from './join.ts'
import { judge, refused, type Verdict } from './judge.ts'
import { lookUp } from './look-up.ts'
import { clientOf, openPlace, type Place } from './place.ts'
import { sealTicket, TICKET_MS } from './ticket.ts'

/** What the provider sent the browser back with, brought by our own page. */
export async function receiveAnswer(ctx: ManualCtx, answer: string): Promise<ProviderOutcome> {
  const flow = await takeFlow(ctx)
  const place = await openPlace(ctx.services, { id: flow.tenantId })
  const isOfThisFlow = new URLSearchParams(answer).get('state') === flow.state
  if (!isOfThisFlow || place.provider.issuer !== flow.issuer) throw answerInvalid()
  let arrival: Arrival | undefined
  try {
    arrival = await askProvider(ctx, place, flow, answer)
    return flow.purpose === 'connect'
      ? await connect(ctx, place, flow, arrival)
      : await goOn(ctx, place, arrival, flow.next)
  } catch (error) {
    if (error instanceof AppError) recordRefused(ctx, place, arrival, error.message)
    throw error
  }
}

async function askProvider({ services }: ManualCtx, place: Place, flow: Flow, answer: string): Promise<Arrival> {
  const client = await clientOf(services, place)
  const url = new URL(redirectUri(services.config))
  url.search = answer
  const wanted = place.provider.role_rules.map(({ claim }) => claim)
  try {
    return toArrival(place.provider, await prove(client, url, flow, wanted))
  } catch (error) {
    throw toSignInError(error)
  }
}

async function goOn(ctx: ManualCtx, place: Place, arrival: Arrival, next: string): Promise<ProviderOutcome> {
  const known = await lookUp(ctx.services.database, place, arrival)
  const verdict = judge(place, arrival, known)
  if (verdict.kind === 'newcomer') {
    const person = { id: newId(ctx.now.getTime()), email: verdict.email, name: arrival.name, isNew: true }
    const { hasSecondFactor: hasFactor } = arrival
    return enter(ctx, { place, arrival, known, person, member: verdict.member, hasSecondFactor: hasFactor, next })
  }
  const { account, member } = verdict
  if (account.isDemo && ctx.services.config.mode === 'production') throw refused('Demo accounts do not sign in here')
  const needed = stillNeeded(verdict, arrival)
  if (needed) return ask(ctx, place, arrival, verdict, next, needed)
  const person = { id: account.id, email: account.email, name: account.name, isNew: false }
  return enter(ctx, { place, arrival, known, person, member, hasSecondFactor: arrival.hasSecondFactor, next })
}

type Standing = Extract<Verdict, { kind: 'enter' | 'prove' }>

function stillNeeded({ kind, account }: Standing, arrival: Arrival): 'password-needed' | 'code-needed' | undefined {
  if (kind === 'prove') return 'password-needed'
  return hasSecondFactor(account) && !arrival.hasSecondFactor ? 'code-needed' : undefined
}

function ask(
  { services, now }: ManualCtx,
  place: Place,
  arrival: Arrival,
  { account }: Standing,
  next: string,
  kind: 'password-needed' | 'code-needed',
): ProviderOutcome {
  const { email, id: userId } = account
  const endsAtMs = now.getTime() + TICKET_MS
  const ticket = sealTicket(services.config, { tenantId: place.tenant.id, arrival, email, userId, next, endsAtMs })
  return { kind, next, ticket, email, business: place.tenant.name }
}

/** Both are proven: who is signed in here, and who signed in there. */
async function connect(ctx: ManualCtx, place: Place, flow: Flow, arrival: Arrival): Promise<ProviderOutcome> {
  const { actor, services, request } = ctx
  if (!actor || actor.userId !== flow.userId || actor.tenant.id !== flow.tenantId || actor.isThroughProvider)
    throw answerInvalid()
  if (!isAllowed(place.provider, arrival.email))
    throw refused(`${arrival.email ?? 'An account without an address'} is not let in to ${place.tenant.name}`)
  const { userId } = actor
  const known = await services.database.read({ tenantId: flow.tenantId, actorId: null }, (tx) =>
    findPossibleMember(tx, { tenantId: flow.tenantId, userId, emailNorm: '' }),
  )
  if (known?.status !== 'active') throw refused(`You do not belong to ${place.tenant.name}`)
  const account = await services.database.read(NO_TENANT, (tx) => findAccount(tx, { userId: userId ?? '' }))
  if (!account) throw new Error('A session without an account')
  await services.write(actor, request, async (work) => {
    await link(work, known.id, arrival, account.id)
    await tellConnected(work, arrival, account)
  })
  return { kind: 'connected', next: flow.next, ticket: null, email: arrival.email, business: place.tenant.name }
}

/** The owners can see who was not let in, and why. */
function recordRefused({ services, request }: ManualCtx, { tenant }: Place, arrival: Arrival | undefined, why: string) {
  services.identity.background.start(() =>
    services.write(systemActor(tenant, 'Sign-in'), request, async (work) => {
      work.audit('auth.sign-in-refused', {
        severity: 'medium',
        note: `${arrival?.email ?? 'Somebody'} through the provider: ${why}`,
      })
    }),
  )
}

import { Id } from '@groundwork/contract/http/fields.ts'
import {
  CompleteProviderSignIn,
  ConnectIdentity,
  FindProviders,
  FoundProviders,
  Identities,
  ProviderAnswer,
  ProviderOutcome,
  ProviderRedirect,
  StartProviderSignIn,
} from '@groundwork/contract/platform/sign-in-provider.ts'
import { z } from 'zod'
import { manual, type Route, read, remove } from '#platform/http/route.ts'
import { disconnectIdentity, listOwnIdentities } from './identities/identities.service.ts'
import { providerSettingsRoutes } from './settings/provider.routes.ts'
import { beginConnecting, beginSignIn, findProviders } from './sign-in/begin.ts'
import { completeSignIn } from './sign-in/complete.ts'
import { receiveAnswer } from './sign-in/receive-answer.ts'

const tag = 'Sign-in'
const stranger = { public: 'Signing in is how one stops being a stranger' }

export const providerRoutes: Route[] = [
  ...providerSettingsRoutes,
  manual('POST', '/auth/oidc/find', {
    access: stranger,
    tag,
    summary: 'Find the providers somebody may sign in through',
    description:
      'By the short name of a business, or by the domain of an e-mail address. Says nothing about whether there is an account.',
    body: FindProviders,
    reply: FoundProviders,
    notIdempotent: 'Changes nothing',
    notAudited: 'Changes nothing',
    run: (ctx, { body }) => findProviders(ctx, body.who),
  }),
  manual('POST', '/auth/oidc/start', {
    access: stranger,
    tag,
    summary: 'Begin to sign in through the provider of a business',
    description:
      'Answers with the address to send the browser to. What it comes back with to /sign-in/callback holds in this browser alone, once, for 10 minutes.',
    body: StartProviderSignIn,
    reply: ProviderRedirect,
    notIdempotent: 'Every sign-in is one of its own',
    notAudited: 'Nothing has happened before the provider has answered',
    run: (ctx, { body }) => beginSignIn(ctx, body),
  }),
  manual('POST', '/auth/oidc/connect', {
    access: 'signed-in',
    tag,
    summary: 'Begin to connect your account with the provider of the business',
    description: 'Needs a confirmation with something of your own (POST /auth/confirm).',
    body: ConnectIdentity,
    reply: ProviderRedirect,
    notIdempotent: 'Every attempt is one of its own',
    notAudited: 'Nothing has happened before the provider has answered',
    run: (ctx, { body }) => beginConnecting(ctx, body.next),
  }),
  manual('POST', '/auth/oidc/callback', {
    access: stranger,
    tag,
    summary: 'Hand in what the provider answered',
    description:
      'The part of the address after the question mark. Signs in by a session cookie, connects, or says what is missing: a code, or once the password of an account that is not connected yet.',
    body: ProviderAnswer,
    reply: ProviderOutcome,
    limits: ['sign-in'],
    notIdempotent: 'An answer of the provider is good once',
    run: (ctx, { body }) => receiveAnswer(ctx, body.answer),
  }),
  manual('POST', '/auth/oidc/complete', {
    access: stranger,
    tag,
    summary: 'Finish a sign-in through the provider',
    description: 'With the code of your second factor, or with the password of your account to connect it.',
    body: CompleteProviderSignIn,
    reply: ProviderOutcome,
    limits: ['sign-in'],
    notIdempotent: 'Every sign-in is a session of its own',
    run: (ctx, { body }) => completeSignIn(ctx, body),
  }),
  read('/auth/identities', {
    access: 'signed-in',
    tag,
    summary: 'Accounts of a provider that sign you in here',
    reply: Identities,
    run: (ctx) => listOwnIdentities(ctx),
  }),
  remove('DELETE', '/auth/identities/:id', {
    access: 'signed-in',
    tag,
    summary: 'Disconnect an account of a provider',
    description: 'Needs a confirmation with something of your own (POST /auth/confirm).',
    params: z.strictObject({ id: Id }),
    run: (ctx, { params }) => disconnectIdentity(ctx, params.id),
  }),
]

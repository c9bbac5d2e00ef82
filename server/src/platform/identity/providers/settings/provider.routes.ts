import {
  ProviderTest,
  SignInProvider,
  TestSignInProvider,
  UpdateSignInProvider,
} from '@groundwork/contract/platform/sign-in-provider.ts'
import { change, manual, type Route, read } from '#platform/http/route.ts'
import { changeProvider, getProvider } from './provider.service.ts'
import { testConnection } from './test-connection.ts'

const tag = 'Sign-in provider'

export const providerSettingsRoutes: Route[] = [
  read('/sign-in-provider', {
    access: 'platform.sign-in.read',
    tag,
    summary: 'Get the provider that people sign in through',
    reply: SignInProvider,
    run: (ctx) => getProvider(ctx),
  }),
  change('PATCH', '/sign-in-provider', {
    access: 'platform.sign-in.update',
    tag,
    summary: 'Set up the provider that people sign in through',
    description:
      'Any provider with OpenID Connect discovery. Needs a confirmation (POST /auth/confirm), and a role that may hand out admin.',
    body: UpdateSignInProvider,
    reply: SignInProvider,
    run: (ctx, { body, headers }) => changeProvider(ctx, body, headers.ifMatch),
  }),
  manual('POST', '/sign-in-provider/test', {
    access: 'platform.sign-in.update',
    tag,
    summary: 'Try the connection to the provider',
    description: 'Reads what the provider publishes and asks whether it knows the client. Saves nothing.',
    body: TestSignInProvider,
    reply: ProviderTest,
    notIdempotent: 'Changes nothing',
    notAudited: 'Changes nothing',
    run: (ctx, { body }) => testConnection(ctx, body),
  }),
]

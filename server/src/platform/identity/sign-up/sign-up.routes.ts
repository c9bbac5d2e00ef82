import { SignedIn, SignUp } from '@groundwork/contract/platform/identity.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { signUp } from './sign-up.service.ts'

export const signUpRoutes: Route[] = [
  manual('POST', '/auth/sign-up', {
    access: { public: 'Anybody may open a business here' },
    tag: 'Sign-in',
    summary: 'Sign up',
    description:
      'Creates the business, its owner and a session. The short name is made from the name unless you choose one.',
    body: SignUp,
    reply: SignedIn,
    status: 201,
    notIdempotent: 'There is no caller yet to keep a key for; a second sign-up with the e-mail is refused',
    run: (ctx, { body }) => signUp(ctx, body),
  }),
]

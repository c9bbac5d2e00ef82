import type { Route } from '#platform/http/route.ts'
import { emailRoutes } from './email/email.routes.ts'
import { invitationRoutes } from './invitations/invitations.routes.ts'
import { passkeyRoutes } from './passkeys/passkeys.routes.ts'
import { passwordRoutes } from './passwords/passwords.routes.ts'
import { profileRoutes } from './profile/profile.routes.ts'
import { providerRoutes } from './providers/providers.routes.ts'
import { roleRoutes } from './roles/roles.routes.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'
import { signInRoutes } from './sign-in/sign-in.routes.ts'
import { signUpRoutes } from './sign-up/sign-up.routes.ts'
import { stepUpRoutes } from './step-up/step-up.routes.ts'
import { supportRoutes } from './support/support.routes.ts'
import { tenantRoutes } from './tenants/tenants.routes.ts'
import { jwksRoutes } from './tokens/jwks.routes.ts'
import { totpRoutes } from './totp/totp.routes.ts'
import { userRoutes } from './users/users.routes.ts'
import { viewAsRoutes } from './view-as/view-as.routes.ts'

export const identityRoutes: Route[] = [
  ...signUpRoutes,
  ...signInRoutes,
  ...stepUpRoutes,
  ...jwksRoutes,
  ...profileRoutes,
  ...emailRoutes,
  ...passwordRoutes,
  ...sessionRoutes,
  ...totpRoutes,
  ...passkeyRoutes,
  ...providerRoutes,
  ...invitationRoutes,
  ...userRoutes,
  ...roleRoutes,
  ...viewAsRoutes,
  ...tenantRoutes,
  ...supportRoutes,
]

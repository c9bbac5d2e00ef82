import type { Route } from '#platform/http/route.ts'
import { profileRoutes } from './profile/profile.routes.ts'
import { signInRoutes } from './sign-in/sign-in.routes.ts'
import { signUpRoutes } from './sign-up/sign-up.routes.ts'
import { jwksRoutes } from './tokens/jwks.routes.ts'

export const identityRoutes: Route[] = [...signUpRoutes, ...signInRoutes, ...jwksRoutes, ...profileRoutes]

import { systemActor } from '#platform/access/actor.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import type { Known } from './prove-identity.ts'

/** In the trail of the business the person used last, behind the answer: see Background. */
export function recordRefusal({ services, request }: ManualCtx, { account, person }: Known, reason: string): void {
  const tenant = person.memberships[0]?.tenant
  if (!tenant) return
  services.identity.background.start(() =>
    services.write(systemActor(tenant, 'Sign-in'), request, async (work) => {
      work.audit('auth.sign-in-refused', {
        resource: { type: 'platform.users', id: account.id },
        severity: 'medium',
        note: `${account.email}: ${reason}`,
      })
    }),
  )
}

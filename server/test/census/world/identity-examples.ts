import { TOTP } from 'otpauth'
import { warnOfExpiry } from '#platform/api-keys/warn-of-expiry.ts'
import {
  mailTo,
  PASSWORD,
  type Person,
  signIn,
  signUp,
  signUpInput,
  withToken,
} from '#platform/identity/identity.factory.ts'
import {
  type PasskeyOwner,
  registration,
  signInAnswer,
  withPasskey,
} from '#platform/identity/passkeys/passkeys.factory.ts'
import { SoftAuthenticator } from '#test/kit/authenticator.ts'
import { anonymous, type Caller } from '#test/kit/callers.ts'
import type { Business } from './business.ts'
import type { Examples } from './examples.ts'
import type { Request } from './request.ts'

const NEW_PASSWORD = 'seven lanterns over the quiet harbour'

const asStranger = (business: Business): Request => ({ as: anonymous(business.app) })
const asPerson = async (business: Business): Promise<Request> => ({ as: await business.person() })
const asSuperAdmin = async (business: Business): Promise<Request> => ({ as: await business.superAdmin() })
/** Somebody with a password, in a business of their own. */
const account = (business: Business): Promise<Person> => signUp(business.app)

async function linkSent(business: Business, person: Person, template: string): Promise<string> {
  const mail = await mailTo(business.app, person.caller, person.email, template)
  return mail?.token ?? ''
}

/** Sign-up, sign-in and one's own account. Each has a person of its own, because many of these end sessions. */
export const ACCOUNT_EXAMPLES: Examples = {
  'POST /auth/sign-up': async (business) => ({ ...asStranger(business), body: signUpInput() }),
  'POST /auth/login': async (business) => {
    const { email } = await account(business)
    return { ...asStranger(business), body: { email, password: PASSWORD } }
  },
  'POST /auth/refresh': async (business) => {
    const { refreshToken } = await account(business)
    return { ...asStranger(business), body: { refreshToken } }
  },
  'POST /auth/logout': asPerson,
  'POST /auth/confirm': async (business) => ({ as: (await account(business)).caller, body: { password: PASSWORD } }),
  'GET /auth/session': asPerson,
  'GET /auth/me': asPerson,
  'PATCH /auth/me': async (business) => ({ ...(await asPerson(business)), body: { name: `Ana ${business.marker}` } }),
  'POST /auth/email/verify': async (business) => {
    const person = await account(business)
    return { ...asStranger(business), body: { token: await linkSent(business, person, 'verify-email') } }
  },
  'POST /auth/email/resend': async (business) => ({ as: (await account(business)).caller }),
  'POST /auth/password/forgot': async (business) => {
    const { email } = await account(business)
    return { ...asStranger(business), body: { email } }
  },
  'POST /auth/password/reset': async (business) => {
    const person = await account(business)
    await anonymous(business.app).post('/auth/password/forgot', { email: person.email })
    const token = await linkSent(business, person, 'reset-password')
    return { ...asStranger(business), body: { token, password: NEW_PASSWORD } }
  },
  'POST /auth/password/change': async (business) => {
    const { caller } = await account(business)
    return { as: caller, body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } }
  },
  'POST /auth/switch-tenant': async (business) => ({
    ...(await asPerson(business)),
    body: { tenant: business.tenantId },
  }),
}

export const SESSION_EXAMPLES: Examples = {
  'GET /auth/sessions': asPerson,
  'DELETE /auth/sessions/:id': async (business) => {
    const person = await account(business)
    const { caller } = await signIn(business.app, person)
    const { body } = await caller.get('/auth/session')
    return { as: person.caller, params: { id: body.data.id } }
  },
  'POST /auth/sessions/revoke-others': asPerson,
}

async function withSecondFactorBegun(business: Business): Promise<{ as: Caller; code: string }> {
  const as = await business.person()
  const { body } = await as.post('/auth/totp/start')
  const code = new TOTP({ secret: body.data.secret }).generate({ timestamp: business.app.clock.now().getTime() })
  return { as, code }
}

async function withSecondFactor(business: Business): Promise<Request> {
  const { as, code } = await withSecondFactorBegun(business)
  await as.post('/auth/totp/confirm', { code })
  return { as }
}

export const SECOND_FACTOR_EXAMPLES: Examples = {
  'POST /auth/totp/start': asPerson,
  'POST /auth/totp/confirm': async (business) => {
    const { as, code } = await withSecondFactorBegun(business)
    return { as, body: { code } }
  },
  'POST /auth/totp/disable': withSecondFactor,
  'POST /auth/totp/backup-codes': withSecondFactor,
}

async function passkeyOwner(business: Business): Promise<{ as: Caller } & PasskeyOwner> {
  const as = await business.person()
  return { as, ...(await withPasskey(business.app, as, `Phone ${business.marker}`)) }
}

export const PASSKEY_EXAMPLES: Examples = {
  'GET /auth/passkeys': async (business) => ({ as: (await passkeyOwner(business)).as }),
  'GET /auth/passkeys/register-options': asPerson,
  'GET /auth/passkeys/confirm-options': async (business) => ({ as: (await passkeyOwner(business)).as }),
  'GET /auth/passkeys/sign-in-options': async (business) => asStranger(business),
  'POST /auth/passkeys': async (business) => {
    const as = await business.person()
    return { as, body: await registration(business.app, as, new SoftAuthenticator()) }
  },
  'PATCH /auth/passkeys/:id': async (business) => {
    const { as, id } = await passkeyOwner(business)
    return { as, params: { id }, body: { name: `Tablet ${business.marker}` } }
  },
  'DELETE /auth/passkeys/:id': async (business) => {
    const { as, id } = await passkeyOwner(business)
    return { as, params: { id } }
  },
  'POST /auth/passkeys/sign-in': async (business) => {
    const owner = await passkeyOwner(business)
    return { ...asStranger(business), body: { passkey: await signInAnswer(business.app, owner) } }
  },
}

const invitee = (business: Business) => ({
  email: `${business.marker}-${business.number()}@example.com`,
  role: 'dispatcher',
})
const invited = async (business: Business) => (await business.create('/users', invitee(business))).id

async function invitationToken(business: Business): Promise<string> {
  const body = invitee(business)
  await business.create('/users', body)
  const mail = await mailTo(business.app, business.owner, body.email, 'invitation')
  return mail?.token ?? ''
}

async function memberId(business: Business): Promise<string> {
  const { userId } = await business.person()
  const [row] = await business.asAdmin('select id from memberships where user_id = $1', [userId])
  return String(row?.['id'])
}

const roleBody = (business: Business) => ({
  name: `${business.marker} ${business.number()}`,
  permissions: ['office.customers.read'],
  fields: { 'office.customers': { notes: 'hidden' } },
})
const role = async (business: Business): Promise<Request> => ({
  params: { id: (await business.create('/roles', roleBody(business))).id },
})

export const PEOPLE_EXAMPLES: Examples = {
  'GET /users': async (business) => {
    await invited(business)
    return {}
  },
  'GET /users/:id': async (business) => ({ params: { id: await invited(business) } }),
  'POST /users': async (business) => ({ body: invitee(business) }),
  'PATCH /users/:id': async (business) => ({ params: { id: await memberId(business) }, body: { role: 'manager' } }),
  'DELETE /users/:id': async (business) => ({ params: { id: await memberId(business) } }),
  'POST /users/:id/resend-invite': async (business) => ({ params: { id: await invited(business) } }),
  'POST /auth/invitations/lookup': async (business) => ({
    ...asStranger(business),
    body: { token: await invitationToken(business) },
  }),
  'POST /auth/invitations/accept': async (business) => {
    const token = await invitationToken(business)
    return { ...asStranger(business), body: { token, name: 'Ben Ortiz', password: NEW_PASSWORD } }
  },
  'GET /roles': async (business) => {
    await role(business)
    return {}
  },
  'GET /roles/fields': async () => ({}),
  'GET /roles/rows': async () => ({}),
  'GET /roles/who-may': async (business) => {
    const customer = await business.record('office.customers')
    return { query: { permission: 'office.customers.read', recordId: customer.id } }
  },
  'GET /roles/:id': role,
  'POST /roles': async (business) => ({ body: roleBody(business) }),
  'PATCH /roles/:id': async (business) => ({
    ...(await role(business)),
    body: { description: `${business.marker} ${business.number()}` },
  }),
  'DELETE /roles/:id': role,
  'POST /auth/view-as': async (business) => ({ ...(await asPerson(business)), body: { role: 'viewer' } }),
  'DELETE /auth/view-as': asPerson,
  'GET /permissions': async () => ({}),
}

export const TENANT_EXAMPLES: Examples = {
  'GET /tenant': async () => ({}),
  'PATCH /tenant': async (business) => ({ body: { description: `${business.marker} ${business.number()}` } }),
  'GET /tenants': async (business) => {
    await business.owner.post('/tenants', { name: `${business.marker} ${business.number()}` })
    return {}
  },
  'POST /tenants': async (business) => ({
    ...(await asPerson(business)),
    body: { name: `${business.marker} ${business.number()}` },
  }),
  'GET /tenants/:id': async (business) => ({ ...(await asSuperAdmin(business)), params: { id: business.tenantId } }),
  'PATCH /tenants/:id': async (business) => {
    const body = { description: `${business.marker} ${business.number()}` }
    return { ...(await asSuperAdmin(business)), params: { id: business.tenantId }, body }
  },
}

const keyBody = (business: Business) => ({
  name: `${business.marker} ${business.number()}`,
  permissions: ['office.customers.read'],
})
const key = async (business: Business) => ({
  params: { id: (await business.create('/api-keys', keyBody(business))).id },
})

/** One that did something, written down at once instead of within ten seconds. */
async function usedKey(business: Business): Promise<{ params: { id: string } }> {
  const { id, key: secret } = await business.create('/api-keys', keyBody(business))
  await withToken(business.app, String(secret)).get('/customers')
  await business.app.services.keyUsage.flush()
  return { params: { id } }
}

export const API_KEY_EXAMPLES: Examples = {
  'GET /api-keys': async (business) => {
    await key(business)
    return {}
  },
  'GET /api-keys/:id': async (business) => {
    const expiresAt = new Date(business.app.clock.now().getTime() + 60_000).toISOString()
    const { id } = await business.create('/api-keys', { ...keyBody(business), expiresAt })
    await warnOfExpiry.run(business.app.services, new AbortController().signal)
    return { params: { id } }
  },
  'POST /api-keys': async (business) => ({ body: keyBody(business) }),
  'DELETE /api-keys/:id': key,
  'PATCH /api-keys/:id': async (business) => ({ ...(await usedKey(business)), body: keyBody(business) }),
  'POST /api-keys/:id/rotate': async (business) => ({ ...(await key(business)), body: { overlapHours: 1 } }),
  'POST /api-keys/:id/end-previous': async (business) => {
    const made = await key(business)
    await business.owner.post(`/api-keys/${made.params.id}/rotate`, {})
    return made
  },
  'GET /api-keys/:id/usage': usedKey,
}

const grant = async (business: Business) => ({ params: { id: await business.supportGrant() } })

export const SUPPORT_EXAMPLES: Examples = {
  'GET /support-grants': async (business) => {
    await grant(business)
    return {}
  },
  'GET /support-grants/:id': grant,
  'GET /support-grants/:id/visits': async (business) => {
    await business.support()
    const { body } = await business.owner.get('/support-grants?limit=1')
    return { params: { id: body.data[0].id } }
  },
  'POST /support-grants': async (business) => {
    await business.asAdmin('update support_grants set ended_at = now() where tenant_id = $1 and ended_at is null', [
      business.tenantId,
    ])
    return { body: { role: 'viewer', hours: 1, reason: `Help ${business.marker}` } }
  },
  'POST /support-grants/:id/end': grant,
  'GET /support/open': async (business) => {
    await grant(business)
    return asSuperAdmin(business)
  },
  'POST /support/leave': async (business) => ({ as: await business.support() }),
}

const mailSent = async (business: Business): Promise<string> => {
  await business.create('/users', invitee(business))
  const { body } = await business.owner.get('/outbox?limit=1')
  return body.data[0].id
}

export const OUTBOX_EXAMPLES: Examples = {
  'GET /outbox': async (business) => {
    await mailSent(business)
    return {}
  },
  'GET /outbox/:id': async (business) => ({ params: { id: await mailSent(business) } }),
}

import { randomUUID } from 'node:crypto'
import { PASSWORD, signUp } from '#platform/identity/identity.factory.ts'
import { Browser, providerPerson, setUpProvider } from '#platform/identity/providers/providers.factory.ts'
import { FakeProvider } from '#test/fakes/oidc/fake-provider.ts'
import type { Caller } from '#test/kit/callers.ts'
import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

let started: Promise<FakeProvider> | undefined

/** One for every example: it listens until the test's process ends. */
function fakeProvider(): Promise<FakeProvider> {
  started ??= FakeProvider.start()
  return started
}

const label = (business: Business) => `${business.marker} ${business.number()}`

async function withProvider(business: Business): Promise<{ provider: FakeProvider; slug: string }> {
  const provider = await fakeProvider()
  const joining = { label: label(business), createsPeople: true, defaultRole: 'viewer' }
  return { provider, slug: await setUpProvider(business.app, business.owner, provider, joining) }
}

/** Somebody new, back from the provider. */
async function answered(business: Business) {
  const { provider, slug } = await withProvider(business)
  provider.person = providerPerson({ name: business.marker })
  const browser = new Browser(business.app)
  const { url } = (await browser.post('/auth/oidc/start', { business: slug })).body.data
  return { browser, answer: await provider.visit(url), person: provider.person }
}

async function connected(business: Business): Promise<{ as: Caller; id: string }> {
  const { provider } = await withProvider(business)
  const as = await business.person()
  const id = randomUUID()
  await business.asAdmin(
    `insert into member_identities (tenant_id, id, membership_id, issuer, subject, email)
      select tenant_id, $1, id, $2, $3, $4 from memberships where tenant_id = $5 and user_id = $6`,
    [id, provider.issuer, id, `${business.marker}@example.com`, business.tenantId, as.userId],
  )
  return { as, id }
}

export const PROVIDER_EXAMPLES: Examples = {
  'GET /sign-in-provider': async (business) => {
    await withProvider(business)
    return {}
  },
  'PATCH /sign-in-provider': async (business) => ({ body: { label: label(business) } }),
  'POST /sign-in-provider/test': async () => ({ body: { issuer: (await fakeProvider()).issuer } }),
  'POST /auth/oidc/find': async (business) => ({ body: { who: (await withProvider(business)).slug } }),
  'POST /auth/oidc/start': async (business) => ({ body: { business: (await withProvider(business)).slug } }),
  'POST /auth/oidc/connect': async (business) => {
    await withProvider(business)
    return { as: await business.person(), body: {} }
  },
  'POST /auth/oidc/callback': async (business) => {
    const { browser, answer } = await answered(business)
    return { as: browser.caller, body: { answer } }
  },
  'POST /auth/oidc/complete': async (business) => {
    const { browser, answer, person } = await answered(business)
    const email = String(person.email)
    await signUp(business.app, { email })
    const { ticket } = (await browser.post('/auth/oidc/callback', { answer })).body.data
    return { as: browser.caller, body: { ticket, email, password: PASSWORD } }
  },
  'GET /auth/identities': async (business) => ({ as: (await connected(business)).as }),
  'DELETE /auth/identities/:id': async (business) => {
    // Somebody else stays connected.
    await connected(business)
    const { as, id } = await connected(business)
    return { as, params: { id } }
  },
}

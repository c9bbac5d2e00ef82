import { randomBytes } from 'node:crypto'
import { withConnection } from '#platform/database/connection.ts'
import type { TestApp } from '#test/kit/app.ts'
import { type Answer, anonymous, Caller } from '#test/kit/callers.ts'

export const PASSWORD = 'the gate code is on a postcard'

/** A sign-up that succeeds, with an address and a business nobody else has. */
export function signUpInput(
  overrides: { email?: string; name?: string; tenant?: { name: string; slug?: string } } = {},
) {
  const suffix = randomBytes(4).toString('hex')
  return {
    email: `ana-${suffix}@example.com`,
    password: PASSWORD,
    name: 'Ana Torres',
    tenant: { name: `Hauling ${suffix}` },
    ...overrides,
  }
}

export interface Person {
  email: string
  password: string
  accessToken: string
  refreshToken: string
  /** As a program, with the access token. */
  caller: Caller
  /** As a browser, with the cookie of the same session. */
  browser: Caller
}

/** Somebody who signed up through the API, so that they have a password and can do all that people can. */
export async function signUp(app: TestApp, overrides: Parameters<typeof signUpInput>[0] = {}): Promise<Person> {
  const input = signUpInput(overrides)
  return toPerson(app, input, await anonymous(app).post('/auth/sign-up', input))
}

export async function signIn(
  app: TestApp,
  { email, password }: { email: string; password: string },
  more: object = {},
): Promise<Person> {
  return toPerson(app, { email, password }, await anonymous(app).post('/auth/login', { email, password, ...more }))
}

function toPerson(app: TestApp, { email, password }: { email: string; password: string }, answer: Answer): Person {
  if (answer.status >= 300) throw new Error(`Not signed in: ${answer.text}`)
  const { user, tenant, accessToken, refreshToken } = answer.body.data
  const ids = { userId: user.id, tenantId: tenant.id }
  const browser = new Caller(app, { cookie: cookieOf(answer) }, ids)
  return { email, password, accessToken, refreshToken, caller: withToken(app, accessToken, ids), browser }
}

/** Somebody with a business of their own who runs the installation, too. */
export async function superAdmin(app: TestApp): Promise<Person> {
  const person = await signUp(app)
  await withConnection(app.database.adminUrl, (client) =>
    client.query('update users set is_super_admin = true where email_norm = $1', [person.email]),
  )
  app.services.announce({ kind: 'missed' })
  return person
}

export function withToken(app: TestApp, accessToken: string, ids = { userId: '', tenantId: '' }): Caller {
  return new Caller(app, { authorization: `Bearer ${accessToken}` }, ids)
}

export function cookieOf(answer: Answer): string {
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

interface ReceivedMail {
  subject: string
  text: string
  html: string
  /** What stands behind the hash of its link. */
  token: string
}

/** The newest mail of a kind to an address, once what runs behind answers is done. */
export async function mailTo(
  app: TestApp,
  reader: Caller,
  email: string,
  template: string,
): Promise<ReceivedMail | undefined> {
  await app.services.identity.background.settled()
  const list = await reader.get(`/outbox?template=${template}&search=${encodeURIComponent(email)}&limit=1`)
  const id = list.body.data[0]?.id
  if (!id) return undefined
  const { subject, text, html } = (await reader.get(`/outbox/${id}`)).body.data
  return { subject, text, html, token: /#token=([\w-]+)/.exec(text)?.[1] ?? '' }
}

/** The audit actions of a business, newest first. */
export async function trailOf(app: TestApp, reader: Caller): Promise<string[]> {
  await app.services.identity.background.settled()
  const answer = await reader.get('/audit?limit=100')
  return answer.body.data.map((entry: { action: string }) => entry.action)
}

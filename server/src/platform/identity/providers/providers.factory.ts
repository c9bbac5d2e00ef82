import { randomBytes } from 'node:crypto'
import type { FakeProvider, ProviderPerson } from '#test/fakes/oidc/fake-provider.ts'
import type { TestApp } from '#test/kit/app.ts'
import { type Answer, Caller } from '#test/kit/callers.ts'

/** Somebody the provider knows and has checked the address of. */
export function providerPerson(overrides: Partial<ProviderPerson> = {}): ProviderPerson {
  const suffix = randomBytes(4).toString('hex')
  return { sub: `sub-${suffix}`, email: `kim-${suffix}@acme.test`, email_verified: true, name: 'Kim Lee', ...overrides }
}

/** Lets people of a business sign in through the fake, and answers the business's short name. */
export async function setUpProvider(
  app: TestApp,
  owner: Caller,
  provider: FakeProvider,
  overrides: object = {},
): Promise<string> {
  const answer = await owner.patch('/sign-in-provider', { ...provider.settings, ...overrides })
  if (answer.status !== 200) throw new Error(`The provider is not set up: ${answer.text}`)
  provider.redirectUris = [`${app.services.config.http.publicUrl}/sign-in/callback`]
  return new URL(answer.body.data.signInLink).searchParams.get('business') ?? ''
}

/** A browser: it keeps the cookies it is given. */
export class Browser {
  readonly #app: TestApp
  readonly #cookies = new Map<string, string>()

  constructor(app: TestApp, cookie?: string) {
    this.#app = app
    if (cookie) this.#keep(cookie)
  }

  get caller(): Caller {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Caller(this.#app, cookie === '' ? {} : { cookie }, { userId: '', tenantId: '' })
  }

  async post(path: string, body: unknown): Promise<Answer> {
    const answer = await this.caller.post(path, body)
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line)
    return answer
  }

  /** Goes to the provider as whoever is signed in there, and comes back. */
  async signIn(provider: FakeProvider, business: string, next?: string): Promise<Answer> {
    const started = await this.post('/auth/oidc/start', { business, ...(next ? { next } : {}) })
    if (started.status !== 200) return started
    return this.post('/auth/oidc/callback', { answer: await provider.visit(started.body.data.url) })
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1)
    if (value === '') this.#cookies.delete(pair.slice(0, at))
    else this.#cookies.set(pair.slice(0, at), value)
  }
}

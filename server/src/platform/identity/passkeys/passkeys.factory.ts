import type { TestApp } from '#test/kit/app.ts'
import { SoftAuthenticator } from '#test/kit/authenticator.ts'
import { anonymous, type Caller } from '#test/kit/callers.ts'

export const originOf = (app: TestApp) => new URL(app.services.config.http.publicUrl).origin

export interface PasskeyOwner {
  authenticator: SoftAuthenticator
  id: string
}

/** A new authenticator, with one passkey that the person has registered. */
export async function withPasskey(app: TestApp, person: Caller, name = 'Phone'): Promise<PasskeyOwner> {
  const authenticator = new SoftAuthenticator()
  const answer = await person.post('/auth/passkeys', await registration(app, person, authenticator, name))
  if (answer.status !== 201) throw new Error(`The passkey was refused: ${answer.text}`)
  return { authenticator, id: answer.body.data.id }
}

/** A body that registers a passkey. */
export async function registration(app: TestApp, person: Caller, authenticator: SoftAuthenticator, name = 'Phone') {
  const { body } = await person.get('/auth/passkeys/register-options')
  return { name, passkey: authenticator.register(body.data, { origin: originOf(app) }) }
}

/** An answer that signs in, or is a second factor. */
export async function signInAnswer(app: TestApp, { authenticator }: PasskeyOwner) {
  const { body } = await anonymous(app).get('/auth/passkeys/sign-in-options')
  return authenticator.assert(body.data, { origin: originOf(app) })
}

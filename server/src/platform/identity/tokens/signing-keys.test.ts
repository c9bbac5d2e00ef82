import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { signUp, withToken } from '../identity.factory.ts'
import { SigningKeys } from './signing-keys.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const app = await testApp()
const { database, config } = app.services

const keysOfAnotherProcess = (secret = config.secret) =>
  new SigningKeys({ config: { secret }, database, clock: app.clock })

describe('the keys that sign access tokens', () => {
  it('many processes that start together agree on one', async () => {
    const current = await Promise.all(Array.from({ length: 5 }, () => keysOfAnotherProcess().current()))
    expect(new Set(current.map(({ id }) => id)).size).toBe(1)
  })

  it('change every 30 days; what the last one signed still verifies', async () => {
    const keys = keysOfAnotherProcess()
    const first = await keys.current()
    app.clock.advance(29 * DAY_MS)
    expect((await keys.current()).id).toBe(first.id)
    app.clock.advance(DAY_MS - 5 * 60 * 1000)
    const person = await signUp(app)
    app.clock.advance(6 * 60 * 1000)
    const second = await keys.current()
    expect(second.id).not.toBe(first.id)
    expect((await keys.publicJwks()).map(({ kid }) => kid)).toEqual([second.id, first.id])
    expect((await withToken(app, person.accessToken).get('/auth/me')).status).toBe(200)
    app.clock.advance(2 * DAY_MS)
    const fresh = keysOfAnotherProcess()
    expect((await fresh.publicJwks()).map(({ kid }) => kid)).toEqual([second.id])
  })

  it('leave the private half encrypted: with another secret it opens nothing, and a new key is made', async () => {
    const { id } = await keysOfAnotherProcess().current()
    const withOtherSecret = keysOfAnotherProcess('another secret, as long as the first one was')
    expect((await withOtherSecret.current()).id).not.toBe(id)
    expect(await withOtherSecret.find(id)).toBeDefined()
    await withConnection(app.database.adminUrl, async (client) => {
      const { rows } = await client.query('select public_jwk, private_jwk_encrypted from signing_keys')
      for (const row of rows) {
        expect(row.public_jwk).not.toHaveProperty('d')
        expect(row.private_jwk_encrypted).not.toContain('"d"')
      }
    })
  })
})

import { describe, expect, it } from 'vitest'
import { newApiKey } from '#platform/api-keys/key-format.ts'
import { testApp } from '#test/kit/app.ts'
import { signUp } from '../identity.factory.ts'

const app = await testApp({ environment: { GROUNDWORK_RATE_LIMITS: 'on' } })

let addresses = 0
const newAddress = () => `198.51.100.${++addresses}`

async function login(email: string, remoteAddress: string, password = 'not the password at all'): Promise<number> {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/api/auth/login',
    remoteAddress,
    payload: { email, password },
  })
  return answer.statusCode
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('attempts to sign in, in 15 minutes', () => {
  it('429 after 5 for one account, from whatever addresses; the right password does not help then', async () => {
    const { email, password } = await signUp(app)
    for (const _ of times(5)) expect(await login(email, newAddress())).toBe(401)
    expect(await login(email, newAddress(), password)).toBe(429)
    expect(await login(email.toUpperCase(), newAddress())).toBe(429)
    app.clock.advance(16 * 60 * 1000)
    expect(await login(email, newAddress(), password)).toBe(200)
  })

  it('429 after 5 for an account that does not exist, just the same', async () => {
    for (const _ of times(5)) expect(await login('nobody@example.com', newAddress())).toBe(401)
    expect(await login('nobody@example.com', newAddress())).toBe(429)
  })

  it('429 after 5 from one address, for whatever accounts', async () => {
    const address = newAddress()
    for (const index of times(5)) expect(await login(`guess-${index}@example.com`, address)).toBe(401)
    expect(await login('guess-6@example.com', address)).toBe(429)
  })

  it('200 as often as needed: what succeeds is not counted', async () => {
    const { email, password } = await signUp(app)
    const office = newAddress()
    for (const _ of times(7)) expect(await login(email, office, password)).toBe(200)
  })

  it('429 after 5 wrong confirmations in a session', async () => {
    const { browser } = await signUp(app)
    for (const _ of times(5))
      expect((await browser.post('/auth/confirm', { password: 'not the password at all' })).status).toBe(403)
    expect((await browser.post('/auth/confirm', { password: 'not the password at all' })).status).toBe(429)
  })
})

it('429: guessing at API keys counts against the address, though each guess is refused', async () => {
  const remoteAddress = newAddress()
  const guess = () =>
    app.server.inject({
      method: 'GET',
      url: '/api/users',
      remoteAddress,
      headers: { authorization: `Bearer ${newApiKey('live')}` },
    })
  const statuses = []
  for (const _ of times(101)) statuses.push((await guess()).statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(100)
  expect(statuses.at(-1)).toBe(429)
})

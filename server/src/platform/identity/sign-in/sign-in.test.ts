import { describe, expect, it } from 'vitest'
import { identityApp } from '../identity-test-app.ts'

const app = await identityApp()

describe('spine', () => {
  it('signs up', async () => {
    const response = await app.call({ method: 'POST', url: '/auth/sign-up', payload: { email: 'ana@example.com', password: 'the gate code is blue', name: 'Ana Torres', tenant: { name: 'Scioto Hauling' } } })
    console.log(response.statusCode, response.headers, response.body)
    const { data } = response.json()
    const me = await app.call({ method: 'GET', url: '/auth/me', headers: { authorization: `Bearer ${data.accessToken}` } })
    console.log(me.statusCode, me.body)
    const login = await app.call({ method: 'POST', url: '/auth/login', payload: { email: 'Ana@example.com', password: 'the gate code is blue' } })
    console.log(login.statusCode, login.headers['set-cookie'], login.body)
    const again = await app.call({ method: 'POST', url: '/auth/refresh', payload: { refreshToken: login.json().data.refreshToken } })
    console.log(again.statusCode, again.body)
    const jwks = await app.call({ method: 'GET', url: '/auth/jwks' })
    console.log(jwks.statusCode, jwks.body)
    expect(response.statusCode).toBe(201)
  })
})

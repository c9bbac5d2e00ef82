import { describe, expect, it } from 'vitest'
import { SessionCookie } from './session-cookie.ts'

const cookieAt = (publicUrl: string, mode: 'development' | 'production' = 'development') =>
  new SessionCookie({ mode, http: { port: 0, host: '', publicUrl, trustProxy: false, corsOrigins: [] } })

describe('the session cookie', () => {
  it.each(['https://ops.example.com', 'http://localhost:3000', 'http://127.0.0.1:3000'])(
    '%s: bound to the host, secure, out of reach for scripts',
    (url) => {
      expect(cookieAt(url).set('abc', 60)).toBe(
        '__Host-gw_session=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
      )
    },
  )

  it('plain http in the local network: works in development, refuses to start in production', () => {
    expect(cookieAt('http://192.168.1.20:3000').set('abc', 60)).toBe(
      'gw_session=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    )
    expect(() => cookieAt('http://ops.example.com', 'production')).toThrow('https only')
  })

  it.each([
    ['__Host-gw_session=abc', 'abc'],
    ['a=1; __Host-gw_session=abc; b=2', 'abc'],
    ['gw_session=abc', undefined],
    ['x__Host-gw_session=abc', undefined],
    ['', undefined],
    ['=;;=', undefined],
    [undefined, undefined],
  ])('reads %j as %s', (header, token) => {
    expect(cookieAt('https://ops.example.com').read(header)).toBe(token)
  })
})

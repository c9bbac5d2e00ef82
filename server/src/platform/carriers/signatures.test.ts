import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSignedBySendgrid } from './sendgrid-signature.ts'
import { isSignedByTwilio, twilioSignature } from './twilio-signature.ts'

describe('Twilio', () => {
  const form = new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  })
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'

  it("signs as Twilio's own library does", () => {
    expect(twilioSignature('12345', url, form)).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=')
  })

  it.each([
    ['as it is', url, true],
    ['with the usual port said', 'https://mycompany.com:443/myapp.php?foo=1&bar=2', true],
    ['of another path', 'https://mycompany.com/other.php?foo=1&bar=2', false],
  ])('is held against the address %s', (_, address, expected) => {
    const signature = twilioSignature('12345', address, form)
    expect(isSignedByTwilio('12345', { url, form, signature })).toBe(expected)
    expect(isSignedByTwilio('54321', { url, form, signature })).toBe(false)
  })

  it('a changed field, an empty signature', () => {
    const signature = twilioSignature('12345', url, form)
    const other = new URLSearchParams([...form, ['Body', 'STOP']])
    expect(isSignedByTwilio('12345', { url, form: other, signature })).toBe(false)
    expect(isSignedByTwilio('12345', { url, form, signature: '' })).toBe(false)
  })
})

describe('SendGrid', () => {
  const { publicKey: key, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const now = new Date('2026-11-20T12:00:00Z')
  const body = Buffer.from('[{"event":"delivered"}]')
  const signed = (timestamp: string, bytes = body) =>
    sign('sha256', Buffer.concat([Buffer.from(timestamp), bytes]), privateKey).toString('base64')
  const at = (offsetS: number) => String(now.getTime() / 1000 + offsetS)

  it.each([
    ['now', 0, true],
    ['five minutes ago', -300, true],
    ['before that', -301, false],
    ['in the future', 400, false],
  ])('%s', (_, offsetS, expected) => {
    const timestamp = at(offsetS)
    expect(isSignedBySendgrid(key, { body, signature: signed(timestamp), timestamp, now })).toBe(expected)
  })

  it('other bytes, another time, nonsense', () => {
    const signature = signed(at(0))
    expect(isSignedBySendgrid(key, { body: Buffer.from('[]'), signature, timestamp: at(0), now })).toBe(false)
    expect(isSignedBySendgrid(key, { body, signature, timestamp: at(1), now })).toBe(false)
    expect(isSignedBySendgrid(key, { body, signature: 'AAAA', timestamp: at(0), now })).toBe(false)
    expect(isSignedBySendgrid(key, { body, signature, timestamp: 'now', now })).toBe(false)
  })
})

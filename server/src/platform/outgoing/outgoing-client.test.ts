import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OutgoingClient } from './outgoing-client.ts'
import { OutgoingError } from './outgoing-error.ts'

const seen: string[] = []
let answer: RequestListener = (_request, response) => response.end('secret')
const server = createServer((request, response) => {
  seen.push(request.url ?? '')
  answer(request, response)
})
let port = 0
const strict = new OutgoingClient({ allowLoopback: false })
const open = new OutgoingClient({ allowLoopback: true })

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await Promise.all([strict.close(), open.close(), new Promise((resolve) => server.close(resolve))])
})

const failureOf = (client: OutgoingClient, url: string, more = {}) =>
  client.send({ url, method: 'GET', ...more }).then(
    ({ status }) => `answered ${status}`,
    (error: unknown) => (error instanceof OutgoingError ? error.failure : error),
  )

describe('OutgoingClient', () => {
  it.each([
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:7f00:1]',
    'https://0.0.0.0',
    'https://localhost',
    'https://10.0.0.1',
    'https://172.16.3.4',
    'https://192.168.1.1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1',
    'https://[fe80::1]',
    'https://[fc00::1]',
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://224.0.0.1',
    'https://192.0.2.1',
  ])('does not go to %s', async (url) => {
    expect(await failureOf(strict, url)).toBe('blocked')
    expect(seen).toEqual([])
  })

  it.each([
    'http://example.com',
    'https://example.com:8080',
    'https://a:b@example.com',
    'ftp://example.com',
    'example',
  ])('does not take %s for an address', async (url) => {
    expect(await failureOf(strict, url)).toBe('blocked')
    expect(await failureOf(open, url)).toBe('blocked')
  })

  it('goes to this machine only where that is allowed, and to no other private one', async () => {
    expect(await failureOf(strict, `http://127.0.0.1:${port}/a`)).toBe('blocked')
    expect(seen).toEqual([])
    expect(await failureOf(open, `http://localhost:${port}/b`)).toBe('answered 200')
    expect(await failureOf(open, 'https://10.0.0.1/')).toBe('blocked')
  })

  it('does not follow redirects', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    const reply = await open.send({ url: `http://127.0.0.1:${port}/`, method: 'POST', body: '{}' })
    expect(reply).toMatchObject({ status: 302, headers: { location: 'http://169.254.169.254/' } })
  })

  it('reads no more than asked for', async () => {
    answer = (_request, response) => response.end('x'.repeat(1_000_000))
    const url = `http://127.0.0.1:${port}/`
    const reply = await open.send({ url, method: 'GET', maxBytes: 100 })
    expect(reply).toMatchObject({ isCut: true, body: Buffer.from('x'.repeat(100)) })
    expect(await failureOf(open, url, { maxBytes: 100, whenLonger: 'refuse' })).toBe('too-large')
  })

  it('gives up on who is silent, and on who drips', async () => {
    answer = () => {}
    expect(await failureOf(open, `http://127.0.0.1:${port}/`, { timeoutMs: 100 })).toBe('timed-out')
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 10)
      response.once('close', () => clearInterval(drip))
    }
    expect(await failureOf(open, `http://127.0.0.1:${port}/`, { timeoutMs: 100 })).toBe('timed-out')
  })

  it('says so when nobody is there or the connection breaks', async () => {
    answer = (request) => request.socket.destroy()
    expect(await failureOf(open, `http://127.0.0.1:${port}/`)).toBe('unreachable')
    expect(await failureOf(open, 'http://127.0.0.1:1/')).toBe('unreachable')
  })
})

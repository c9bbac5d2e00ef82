import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const TWILIO = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'f'.repeat(32), from: '+16145550100' }

export interface TakenSms {
  sid: string
  to: string
  body: string
  statusCallback: string
}

/** What it does with the next message instead of taking it; `vanish` takes it and breaks the connection. */
export type TwilioMood = 'rate-limited' | 'opted-out' | 'invalid-number' | 'down' | 'vanish'

/** Twilio's Messages resource as its reference describes it: Basic auth, form in, JSON out, codes, signed callbacks. */
export class FakeTwilio {
  readonly taken: TakenSms[] = []
  readonly moods: TwilioMood[] = []
  asked = 0
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  static async start(): Promise<FakeTwilio> {
    const fake = new FakeTwilio()
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get environment(): Record<string, string> {
    return {
      TWILIO_ACCOUNT_SID: TWILIO.accountSid,
      TWILIO_AUTH_TOKEN: TWILIO.authToken,
      TWILIO_FROM: TWILIO.from,
      TWILIO_URL: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const reply = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const expected = `Basic ${Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64')}`
    if (request.headers.authorization !== expected)
      return void reply(401, { code: 20003, message: 'Authenticate', status: 401 })
    if (request.url !== `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`)
      return void reply(404, { code: 20404, message: 'Not found', status: 404 })
    const mood = this.moods.shift()
    if (mood === 'rate-limited') return void reply(429, { code: 20429, message: 'Too many requests', status: 429 })
    if (mood === 'opted-out') return void reply(400, { code: 21610, message: 'Unsubscribed recipient', status: 400 })
    if (mood === 'invalid-number' || !/^\+[1-9]\d{6,14}$/.test(form.get('To') ?? ''))
      return void reply(400, { code: 21211, message: "The 'To' number is not valid", status: 400 })
    if (mood === 'down') return void reply(503, { code: 20503, message: 'Service unavailable', status: 503 })
    const sid = `SM${randomBytes(16).toString('hex')}`
    this.taken.push({
      sid,
      to: form.get('To') ?? '',
      body: form.get('Body') ?? '',
      statusCallback: form.get('StatusCallback') ?? '',
    })
    if (mood === 'vanish') return void request.socket.destroy()
    reply(201, { sid, status: 'queued', to: form.get('To'), from: form.get('From'), error_code: null })
  }
}

interface Callback {
  path: string
  body: string
  headers: Record<string, string>
}

/** A callback as Twilio posts it. Signed as its documentation says: the address, then every field by name. */
export function twilioCallback(url: string, fields: Record<string, string>, token = TWILIO.authToken): Callback {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name], url)
  const { pathname, search } = new URL(url)
  return {
    path: `${pathname}${search}`.replace(/^\/api/, ''),
    body: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', token).update(signed).digest('base64'),
    },
  }
}

export function statusCallback(
  { sid, to, statusCallback: url }: TakenSms,
  status: string,
  errorCode?: string,
): Callback {
  return twilioCallback(url, {
    AccountSid: TWILIO.accountSid,
    MessageSid: sid,
    MessageStatus: status,
    SmsSid: sid,
    SmsStatus: status,
    To: to,
    From: TWILIO.from,
    ...(errorCode ? { ErrorCode: errorCode } : {}),
  })
}

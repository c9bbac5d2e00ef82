import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const API_KEY = 'SG.fake-key-of-the-fake'

interface MailSend {
  personalizations: { to: { email: string }[]; custom_args: Record<string, string> }[]
  from: { email: string; name: string }
  subject: string
  content: { type: string; value: string }[]
  headers?: Record<string, string>
}

export type SendgridMood = 'rate-limited' | 'bad-request' | 'down' | 'vanish'

/** SendGrid's v3 mail/send and its signed event webhook. */
export class FakeSendgrid {
  readonly taken: MailSend[] = []
  readonly moods: SendgridMood[] = []
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  static async start(): Promise<FakeSendgrid> {
    const fake = new FakeSendgrid()
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get environment(): Record<string, string> {
    return {
      MAIL_FROM: 'office@hauler.example.com',
      SENDGRID_API_KEY: API_KEY,
      SENDGRID_URL: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      SENDGRID_WEBHOOK_KEY: this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Reports about the last mail taken, signed over time and bytes. */
  events(
    events: readonly { event: string; id?: string; reason?: string }[],
    { at = new Date() }: { at?: Date } = {},
  ): { path: string; body: string; headers: Record<string, string> } {
    const { custom_args = {}, to = [] } = this.taken.at(-1)?.personalizations[0] ?? {}
    const body = JSON.stringify(
      events.map(({ event, id = randomUUID(), reason }) => ({
        email: to[0]?.email,
        timestamp: Math.floor(at.getTime() / 1000),
        event,
        sg_event_id: id,
        sg_message_id: randomBytes(8).toString('hex'),
        ...custom_args,
        ...(reason ? { reason } : {}),
      })),
    )
    const timestamp = String(Math.floor(at.getTime() / 1000))
    return {
      path: '/message-callbacks/sendgrid',
      body,
      headers: {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-timestamp': timestamp,
        'x-twilio-email-event-webhook-signature': sign(
          'sha256',
          Buffer.from(timestamp + body),
          this.#keys.privateKey,
        ).toString('base64'),
      },
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const refuse = (status: number, message: string) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [{ message, field: null, help: null }] }))
    if (request.headers.authorization !== `Bearer ${API_KEY}`)
      return void refuse(401, 'The provided authorization grant is invalid')
    if (request.url !== '/v3/mail/send' || request.method !== 'POST') return void refuse(404, 'not found')
    const mood = this.moods.shift()
    if (mood === 'rate-limited') return void refuse(429, 'too many requests')
    if (mood === 'bad-request') return void refuse(400, 'Does not contain a valid address.')
    if (mood === 'down') return void refuse(503, 'unavailable')
    this.taken.push(JSON.parse(Buffer.concat(chunks).toString()))
    if (mood === 'vanish') return void request.socket.destroy()
    response.writeHead(202, { 'x-message-id': randomBytes(11).toString('base64url') }).end()
  }
}

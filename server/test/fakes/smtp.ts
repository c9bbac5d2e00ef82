import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface TakenMail {
  from: string
  to: string[]
  raw: string
}

/** A mail server on this machine: takes mails, or answers a recipient with a code. */
export class FakeSmtp {
  readonly taken: TakenMail[] = []
  /** Codes for the next recipients, one each. */
  readonly codes: number[] = []
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const code = this.codes.shift()
      done(code === undefined ? null : Object.assign(new Error('Not now'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        this.taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })

  static async start(): Promise<FakeSmtp> {
    const fake = new FakeSmtp()
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', () => resolve()))
    return fake
  }

  get environment(): Record<string, string> {
    const { port } = this.#server.server.address() as AddressInfo
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'office@hauler.example.com' }
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

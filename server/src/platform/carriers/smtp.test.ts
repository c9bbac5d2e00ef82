import { afterAll, describe, expect, it } from 'vitest'
import { signUp } from '#platform/identity/identity.factory.ts'
import { FakeSmtp } from '#test/fakes/smtp.ts'
import { testApp } from '#test/kit/app.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { CarrierError } from './carrier.ts'
import { SmtpCarrier } from './smtp.ts'

const smtp = await FakeSmtp.start()
const app = await testApp({ environment: smtp.environment })
afterAll(() => smtp.stop())

const mail = {
  id: '019a9c5e-6f00-7000-8000-000000000001',
  reference: '',
  fromName: 'Scioto & Sons\r\nBcc: all@example.com',
  replyTo: 'desk@example.com',
  to: 'ana@example.com',
  subject: 'Tomorrow',
  text: 'We come.',
  html: '<p>We come.</p>',
  headers: { 'List-Unsubscribe': '<https://example.com/u>' },
}
const carrier = (url = smtp.environment['SMTP_URL'] ?? '') =>
  new SmtpCarrier({ kind: 'smtp', url, from: 'office@hauler.example.com' })
const verdictOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof CarrierError ? error.verdict : error),
  )

describe('SmtpCarrier', () => {
  it('hands a mail over, and a name with a line break stays a name', async () => {
    await carrier().send(mail)
    const taken = smtp.taken.at(-1)
    expect(taken).toMatchObject({ from: 'office@hauler.example.com', to: ['ana@example.com'] })
    expect(taken?.raw).toContain('List-Unsubscribe: <https://example.com/u>')
    expect(taken?.raw).not.toMatch(/^Bcc:/m)
  })

  it.each([
    [550, 'refused'],
    [451, 'later'],
  ])('%i is %s', async (code, verdict) => {
    smtp.codes.push(code)
    expect(await verdictOf(carrier().send(mail))).toBe(verdict)
  })

  it('nobody there: later', async () => {
    expect(await verdictOf(carrier('smtp://127.0.0.1:1').send(mail))).toBe('later')
  })
})

describe("the product's own mails", () => {
  it('go out when a mail server is configured, with the link, again after a delay', async () => {
    smtp.taken.length = 0
    smtp.codes.push(451)
    const { caller, email } = await signUp(app)
    await runJobs(app)
    expect(smtp.taken.map(({ to }) => to)).toEqual([[email]])
    expect(smtp.taken[0]?.raw.replaceAll('=\r\n', '')).toContain('verify-email#token=3D')
    expect((await caller.get('/outbox')).body.data).toMatchObject([{ template: 'verify-email', state: 'sent' }])
  })
})

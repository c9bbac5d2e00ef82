import { LETTER_NAMES } from '@groundwork/contract/platform/outbox.ts'
import { describe, expect, it } from 'vitest'
import { mailTo, signUp } from '#platform/identity/identity.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { LETTERS } from './letters.ts'
import { LINK_MARK, renderMail } from './render.ts'

const app = await testApp()

describe('GET /outbox', () => {
  it('200: newest first, by template, by address', async () => {
    const { caller, email } = await signUp(app)
    await caller.post('/users', { email: 'lee@example.com', role: 'viewer' })
    const all = (await caller.get('/outbox')).body.data
    expect(all.map(({ template }: { template: string }) => template)).toEqual(['invitation', 'verify-email'])
    expect((await caller.get('/outbox?template=invitation')).body.data).toMatchObject([{ to: 'lee@example.com' }])
    expect((await caller.get(`/outbox?search=${email}`)).body.data).toMatchObject([{ template: 'verify-email' }])
  })

  it('403 without the permission, 404 for the mail of another business', async () => {
    const { caller } = await signUp(app)
    const { id } = (await caller.get('/outbox')).body.data[0]
    expect((await (await signedIn(app, 'clerk')).get('/outbox')).status).toBe(403)
    expect((await (await signedIn(app)).get(`/outbox/${id}`)).status).toBe(404)
  })
})

describe('GET /outbox/:id', () => {
  it('200: as it arrives, with the link to our own address behind the hash', async () => {
    const { caller, email } = await signUp(app)
    const mail = await mailTo(app, caller, email, 'verify-email')
    const link = `${app.services.config.http.publicUrl}/verify-email#token=${mail?.token}`
    expect(mail?.text).toContain(link)
    expect(mail?.html).toContain(`href="${link}"`)
    expect(mail?.html).not.toContain(LINK_MARK)
  })

  it('200 in production: the link is hidden from whoever may read the outbox', async () => {
    const environment = {
      NODE_ENV: 'production',
      GROUNDWORK_SECRET: 'x'.repeat(43),
      GROUNDWORK_PUBLIC_URL: 'https://ops.example.com',
      GROUNDWORK_RATE_LIMITS: 'on',
    }
    const production = await testApp({ environment })
    const { caller } = await signUp(production)
    const { id } = (await caller.get('/outbox')).body.data[0]
    const answer = await caller.get(`/outbox/${id}`)
    expect(answer.body.data.isLinkHidden).toBe(true)
    expect(answer.text).not.toContain('token=')
  })
})

describe('what a mail is made of', () => {
  it('the contract knows every letter', () => {
    expect(Object.keys(LETTERS).sort()).toEqual([...LETTER_NAMES].sort())
  })

  it('what people wrote stays text: no markup, no second link, no second header', () => {
    const letter = LETTERS.invitation({
      inviter: `<img src=x onerror="alert(1)">`,
      business: `A & B ${LINK_MARK}`,
      role: 'Viewer',
      expiresInDays: 7,
    })
    const { subject, html, text } = renderMail(
      { ...letter, subject: `${letter.subject}\r\nBcc: all@example.com` },
      `"Brand"`,
    )
    expect(html).not.toMatch(/<img|onerror="/)
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;')
    expect(html.split(LINK_MARK)).toHaveLength(2)
    expect(text.split(LINK_MARK)).toHaveLength(2)
    expect(subject).not.toMatch(/[\r\n]/)
  })
})

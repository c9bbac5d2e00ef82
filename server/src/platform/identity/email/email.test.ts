import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { mailTo, signUp } from '../identity.factory.ts'

const app = await testApp()
const verify = (token: string) => anonymous(app).post('/auth/email/verify', { token })

describe('POST /auth/email/verify', () => {
  it('204: by the link alone, once', async () => {
    const { caller, email } = await signUp(app)
    const mail = await mailTo(app, caller, email, 'verify-email')
    expect((await verify(mail?.token ?? '')).status).toBe(204)
    expect((await caller.get('/auth/me')).body.data.user.emailVerified).toBe(true)
    expect(await verify(mail?.token ?? '')).toMatchObject({ status: 422, body: { rule: 'auth.link-invalid' } })
  })
})

describe('POST /auth/email/resend', () => {
  it('202: a new link, which replaces the one before', async () => {
    const { caller, email } = await signUp(app)
    const first = await mailTo(app, caller, email, 'verify-email')
    app.clock.advance(1000)
    expect((await caller.post('/auth/email/resend')).status).toBe(202)
    const second = await mailTo(app, caller, email, 'verify-email')
    expect((await verify(first?.token ?? '')).status).toBe(422)
    expect((await verify(second?.token ?? '')).status).toBe(204)
  })

  it('202: says so where the address is confirmed, and sends nothing', async () => {
    const { caller, email } = await signUp(app)
    await verify((await mailTo(app, caller, email, 'verify-email'))?.token ?? '')
    expect((await caller.post('/auth/email/resend')).body.data.message).toContain('confirmed already')
    expect((await caller.get(`/outbox?search=${email}`)).body.pagination.total).toBe(1)
  })
})

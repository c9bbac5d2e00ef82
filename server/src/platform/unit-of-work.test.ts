import { expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { systemActor } from './access/actor.ts'
import type { Ctx, RequestInfo } from './context.ts'

const app = await testApp()
const REQUEST: RequestInfo = { id: 'test', address: '127.0.0.1', userAgent: null }

async function write(work: (ctx: Ctx) => Promise<void>): Promise<string[]> {
  const owner = await signedIn(app)
  const { tenant } = (await owner.get('/auth/me')).body.data
  await app.services.write(systemActor(tenant), REQUEST, work).catch(() => {})
  const { body } = await owner.get('/audit?limit=100')
  return body.data.map((entry: { action: string }) => entry.action)
}

it('leaves nothing of a change that failed', async () => {
  const trail = await write(async (ctx) => {
    ctx.audit('test.kept')
    throw new Error('no')
  })
  expect(trail).toEqual([])
})

it('takes back what a failed attempt recorded, in the one around it too, and keeps the rest', async () => {
  const trail = await write(async (ctx) => {
    ctx.audit('test.before')
    await ctx
      .attempt(async () => {
        ctx.audit('test.outer')
        await ctx.attempt(async () => ctx.audit('test.inner'))
        throw new Error('no')
      })
      .catch(() => {})
    await ctx.attempt(async () => ctx.audit('test.alone'))
  })
  expect(trail.toSorted()).toEqual(['test.alone', 'test.before'])
})

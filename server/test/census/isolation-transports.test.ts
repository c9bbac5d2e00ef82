import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CRON, FOLLOWERS, JOBS, RESOURCES, ROUTES } from '#app'
import { readLog } from '#office/automations/follow/read-log.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { defineJob } from '#platform/jobs/define-job.ts'
import { readNotifications } from '#platform/notifications/notification-reader.ts'
import { readNewEvents } from '#platform/webhooks/reader.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { newWebhook } from '#test/kit/webhooks.ts'
import type { Pair } from './isolation/foreign-ids.ts'
import { foreignJobFindings } from './isolation/foreign-jobs.ts'
import { foreignLinkFindings, lateLinkFindings } from './isolation/foreign-links.ts'
import { PUBLIC_ROUTES } from './isolation/public-routes.ts'
import { rowsWith } from './isolation/strange-rows.ts'
import { differences, digestOf } from './tables/tenant-digest.ts'
import { openBusiness } from './world/business.ts'
import { EXAMPLES, exampleOf } from './world/examples.ts'
import { isPublic, nameOf, send } from './world/request.ts'

// Tenants are kept apart on every way in and out that is no request of a signed-in caller: isolation.test.ts has those.

const leakyLink = manual('GET', '/planted/files/:token', {
  access: { public: 'Planted' },
  tag: 'planted',
  summary: 'Opens whatever its token begins with',
  params: z.strictObject({ token: z.string() }),
  reply: z.strictObject({ content: z.string() }),
  run: async () => ({ content: 'all of it' }),
})
const app = await testApp({ routes: [...ROUTES, leakyLink] })
let pair: Pair

const PUBLIC = ROUTES.filter(isPublic)
const links = PUBLIC.flatMap((route): [string, Route, 'params' | 'query' | 'body', boolean][] => {
  const entry = PUBLIC_ROUTES[nameOf(route)]
  return entry?.proof === 'link' ? [[nameOf(route), route, entry.place, entry.expires === true]] : []
})

beforeAll(async () => {
  pair = { mine: await openBusiness(app), theirs: await openBusiness(app) }
})

describe('public routes', () => {
  it('are all accounted for, and nothing else is', () => {
    expect(Object.keys(PUBLIC_ROUTES).sort()).toEqual(PUBLIC.map(nameOf).sort())
  })

  it.each(links)('%s: opens what it was made for and nothing of another tenant', async (_, route, place) => {
    expect(await foreignLinkFindings(route, place, pair)).toEqual([])
  })

  it.each(links.filter(([, , , expires]) => expires))('%s: ends', async (_, route, place) => {
    expect(await lateLinkFindings(route, place, pair.mine)).toEqual([])
  })

  it.each(
    PUBLIC.filter((route) => PUBLIC_ROUTES[nameOf(route)]?.proof === 'callback').map(
      (route) => [nameOf(route), route] as const,
    ),
  )('%s: unsigned it is refused and changes nothing', async (_, route) => {
    const { mine } = pair
    const before = await digestOf(app.database.adminUrl, mine.tenantId)
    const answer = await send(anonymous(app), route, await exampleOf(route)(mine))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(differences(before, await digestOf(app.database.adminUrl, mine.tenantId))).toEqual([])
  })
})

describe('jobs', () => {
  it.each(JOBS.map((job) => [job.name, job] as const))(
    "%s: with another tenant's ids reaches nothing of theirs",
    async (_, job) => {
      expect(await foreignJobFindings(job as never, pair)).toEqual([])
    },
  )

  it('those by the clock take no payload, so nothing can be slipped to them', () => {
    for (const task of CRON) expect(Object.keys(task).sort()).toEqual(['name', 'run', 'schedule'])
  })
})

describe('what is told of events', () => {
  /** Everything that reads the log. A new reader is a follower, a cron task or a service: name it here. */
  const readers = {
    automationFollower: () => readLog(app.services, pair.mine.tenantId),
    notificationFollower: () => readNotifications(app.services, pair.mine.tenantId),
    webhookFollower: () => readNewEvents(app.services, askerResolver(app.services.database), pair.mine.tenantId),
  }

  it('the followers of the log are all accounted for', () => {
    expect(Object.keys(readers)).toEqual(expect.arrayContaining(FOLLOWERS.map(({ name }) => name)))
  })

  it('a business hears of its own: no row of it carries anything of the other', async () => {
    const { mine, theirs } = pair
    for (const { owner } of [mine, theirs])
      await newWebhook(owner, { url: 'https://hooks.example.com/all', topics: ['*'] })
    for (const business of [theirs, mine]) {
      for (const { name } of RESOURCES) await business.record(name)
      const person = await business.person()
      const { id } = await business.record('office.customers')
      const body = { body: `Look, ${business.marker}`, mentionIds: [person.userId] }
      await business.create(`/records/office.customers/${id}/comments`, body)
    }
    for (const read of Object.values(readers)) await read()
    await runJobs(app)
    const told = await mine.asAdmin('select body from webhook_deliveries where tenant_id = $1', [mine.tenantId])
    expect(told.some(({ body }) => String(body).includes(mine.marker))).toBe(true)
    expect(await rowsWith(mine, theirs.marker)).toEqual([])
    expect(await rowsWith(theirs, mine.marker)).toEqual([])
  })
})

describe('this test itself', () => {
  it('finds a link that opens more than it was made for', async () => {
    EXAMPLES['GET /planted/files/:token'] = async ({ marker }) => ({ params: { token: `${marker}.abcdef` } })
    expect(await foreignLinkFindings(leakyLink, 'params', pair)).toContainEqual(
      "GET /planted/files/:token: a link with part 0 of the other tenant's answers 200",
    )
    expect(await lateLinkFindings(leakyLink, 'params', pair.mine)).toEqual([
      'GET /planted/files/:token: a link of last year answers 200',
    ])
  })

  it('finds a job that reaches into another tenant', async () => {
    const payload = z.strictObject({ userId: z.uuid() })
    const rename = defineJob<z.infer<typeof payload>>({
      name: 'planted.rename',
      title: 'Planted',
      payload,
      attempts: 1,
      timeoutMs: 1_000,
      run: (job) =>
        job.write((ctx) =>
          ctx.tx.run({
            statement: { name: '', text: "update users set name = name || '!' where id = $1" },
            values: [job.payload.userId],
          }),
        ),
    })
    expect(await foreignJobFindings(rename as never, pair)).toContainEqual(
      'planted.rename: a job of another tenant changed users',
    )
  })

  it('finds what was told to the wrong business, in whatever table', async () => {
    const { mine, theirs } = pair
    await mine.asAdmin(
      `insert into notifications (tenant_id, id, user_id, kind, event_id, title, created_at)
       values ($1, gen_random_uuid(), $2, 'mention', gen_random_uuid(), $3, now())`,
      [mine.tenantId, mine.owner.userId, `News of ${theirs.marker}`],
    )
    expect(await rowsWith(mine, theirs.marker)).toEqual(['notifications'])
  })
})

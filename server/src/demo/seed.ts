import { SEEDING, seedIdentity } from '#platform/identity/demo/seed-identity.ts'
import type { Services } from '#platform/services.ts'
import { fillDemoWebhook } from '#platform/webhooks/demo/demo-log.ts'
import { addAutomations } from './automations.ts'
import { fillHauler } from './hauler.ts'
import { DEMO_PASSWORD, DEMO_USERS } from './sign-ins.ts'

/** A hauler in Columbus, Ohio, so that the first look shows a business at work. Does nothing where it stands already. */
export async function seedDemo(services: Services, say: (sentence: string) => void): Promise<void> {
  const tenant = {
    name: 'Scioto Hauling',
    slug: 'scioto-hauling',
    modules: ['waste' as const],
    timeZone: 'America/New_York',
  }
  const owner = await seedIdentity(services, { tenant, people: DEMO_USERS, password: DEMO_PASSWORD }, async (ctx) => {
    await fillHauler(ctx)
    await fillDemoWebhook(ctx)
  })
  if (!owner) return
  // In a transaction of their own: they shall not act on what the demo is made of.
  await services.write(owner, SEEDING, addAutomations)
  say('Loaded demo data: Scioto Hauling, 200 customers, 1,000 bins')
}

import { expect, it } from 'vitest'
import { accessibilityProblems, openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

const OUTSIDE = ['/sign-in', '/sign-up', '/forgot-password', '/exports/file#token=none', '/unsubscribe']
const INSIDE = [
  '/',
  '/customers',
  '/customers/new',
  '/waste/bins',
  '/waste/bins/new',
  '/waste/bins/map',
  '/tasks',
  '/tasks/new',
  '/settings/tags',
  '/settings/files',
  '/imports',
  '/imports/new?resource=waste.bins',
  '/imports/mappings',
  '/exports',
  '/exports/schedules',
  '/notifications',
  '/automations',
  '/automations/new?recipe=full',
  '/messages',
  '/messages/templates',
  '/messages/templates/edit?event=customer.created&channel=email&language=en',
  '/settings/messages',
  '/settings/business',
  '/settings/users',
  '/settings/users/roles',
  '/settings/users/roles/new?from=dispatcher',
  '/settings/users/who-may?permission=office.customers.update',
  '/settings/security',
  '/settings/api-keys',
  '/settings/api-keys/new',
  '/settings/support',
  '/settings/webhooks',
  '/settings/webhooks/new',
  '/settings/webhooks/events',
  '/settings/audit',
  '/settings/jobs',
  '/settings/outbox',
  '/nowhere',
]

// In the dark the pages are the same but for their colours.
const SCHEMES = [
  { colorScheme: 'light', rules: undefined },
  { colorScheme: 'dark', rules: ['color-contrast'] },
] as const

for (const { colorScheme, rules } of SCHEMES) {
  it(`axe finds nothing on any page, ${colorScheme}`, { timeout: 400_000 }, async () => {
    const { page, context, complaints } = await visit(browser, url, { colorScheme })
    const found: string[] = []
    const look = async (path: string) => {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      found.push(...(await accessibilityProblems(page, rules && [...rules])).map((problem) => `${path} ${problem}`))
    }
    for (const path of OUTSIDE) await look(path)
    await signInToDemo(page)
    const records = await Promise.all(
      ['customers', 'waste/bins', 'webhooks'].map(async (list) =>
        (await page.request.get(`/api/${list}?limit=1&fields=id`)).json(),
      ),
    )
    const details = [
      `/customers/${records[0].data[0].id}`,
      `/waste/bins/${records[1].data[0].id}`,
      `/waste/bins/${records[1].data[0].id}/edit`,
      `/settings/webhooks/${records[2].data[0].id}`,
      `/settings/webhooks/${records[2].data[0].id}/edit`,
      `/waste/bins/${records[1].data[0].id}?tab=files`,
      `/waste/bins/${records[1].data[0].id}?tab=tasks`,
    ]
    for (const path of [...INSIDE, ...details]) await look(path)
    expect(found).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
}

import type { Page } from 'playwright-core'
import { afterAll, expect, it, vi } from 'vitest'
import { WebhookReceiver } from '../server/test/fakes/webhook-receiver.ts'
import { openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()
const receiver = await WebhookReceiver.start()
afterAll(() => receiver.stop())

const received = (count: number) =>
  vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), { timeout: 30_000, interval: 100 })

async function newCustomer(page: Page, name: string): Promise<void> {
  const answer = await page.request.post('/api/customers', {
    data: { kind: 'business', businessName: name, email: `${crypto.randomUUID()}@example.com` },
    headers: { origin: url },
  })
  expect(answer.status(), await answer.text()).toBe(201)
}

it('a webhook from its making to a broken receiver and back', { timeout: 180_000 }, async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto('/settings/webhooks/new')
  await page.getByRole('textbox', { name: 'Address' }).fill('https://10.0.0.1/hook')
  await page.getByRole('checkbox', { name: 'All of customer.*' }).check()
  await page.getByRole('button', { name: 'Create webhook' }).click()
  await page
    .getByText(/not on the public internet/)
    .first()
    .waitFor()
  await page.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
  await page.getByRole('textbox', { name: 'Description' }).fill('Accounting')
  await page.getByRole('button', { name: 'Create webhook' }).click()
  const secret = await page.getByText(/^whsec_/).innerText()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('heading', { name: 'Accounting' }).waitFor()

  await page.getByRole('button', { name: 'Send test' }).first().click()
  await page.getByText('The receiver took it').waitFor()
  await page.keyboard.press('Escape')
  await newCustomer(page, 'Harbour Bakery')
  await received(2)
  expect(receiver.types).toEqual(['webhook.test', 'customer.created'])
  for (const request of receiver.received) WebhookReceiver.verify(request, secret)
  await page.getByText('customer.created').first().click()
  await page
    .getByText(/Harbour Bakery/)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')

  receiver.answerWith(500, {}, 'broken')
  for (const number of [1, 2, 3, 4, 5]) await newCustomer(page, `Broken ${number}`)
  await page.getByText(/^Paused after \d failures in a row/).waitFor({ timeout: 60_000 })
  receiver.works()
  receiver.received.length = 0
  await newCustomer(page, 'While it was paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await received(6)
  const sent = receiver.received.map(({ body }) => JSON.parse(body).data.record.businessName)
  expect(sent).toContain('While it was paused')
  expect(new Set(sent).size).toBe(6)

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Send missed' }).click()
  await page.getByRole('textbox', { name: 'Since' }).fill('2026-11-01T00:00')
  receiver.received.length = 0
  await page.getByRole('button', { name: 'Send missed events' }).click()
  // The demo's customers were there before the webhook.
  await received(100)
  expect(complaints).toEqual([])
  await context.close()
})

import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

async function type(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search records, pages and actions' }).fill(words)
}

it('the palette finds a misspelt customer and a bin by its code, and opens them by keyboard', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const { data } = await (await page.request.get('/api/customers?limit=1&fields=name&kind=business')).json()
  const name: string = data[0].name
  const word = name.split(' ').reduce((longest, one) => (one.length > longest.length ? one : longest))
  // The last two letters swapped: how people type in a hurry.
  const slip = `${word.slice(0, -2)}${word.at(-1)}${word.at(-2)}`
  await type(page, slip)
  await page
    .getByRole('group', { name: 'Customers' })
    .getByRole('option', { name: new RegExp(word) })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor()

  await type(page, 'bin-000077')
  await page.getByRole('option', { name: /BIN-000077/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'BIN-000077' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('Enter before the answer opens what is found, not what was there before', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)
  await type(page, 'BIN-000042')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'BIN-000042' }).waitFor()
  await context.close()
})

it('a driver does not find people, whom they may not see', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page, 'driver')
  const { data } = await (await page.request.get('/api/auth/me')).json()
  await type(page, data.user.email)
  await page.getByText(/^Nothing found for/).waitFor()
  await context.close()
})

it('a notification comes by itself, is still there after loading again, and is read once', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const asked = await page.request.post('/api/exports', {
    data: { resource: 'waste.bins', format: 'csv' },
    headers: { origin: url, 'idempotency-key': `search-${Date.now()}` },
  })
  expect(asked.status()).toBe(201)
  const bell = page.getByRole('button', { name: /unread notification/ })
  await bell.waitFor()
  await page.reload()
  await bell.click()
  await page.getByRole('link', { name: /Your export is ready/ }).click()
  await page.waitForURL(/\/exports\?open=/)
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  await page.goto('/notifications')
  await page.getByRole('link', { name: /Your export is ready/ }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openBrowser, visit } from './kit/browser.ts'
import { openBinFromMap } from './kit/map.ts'
import { startProduct } from './kit/product.ts'

const { url } = await startProduct({ GROUNDWORK_DEMO: 'false' })
const browser = await openBrowser()
const EXAMPLES = join(import.meta.dirname, '../examples')

it('a stranger signs up, imports the examples, finds a bin, exports, makes a key and calls the API', {
  timeout: 180_000,
}, async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signUp(page)
  await importFile(page, 'office.customers', 'customers.csv')
  await importFile(page, 'waste.bins', 'bins.csv')
  await openBinFromMap(page, /CBW-\d/)
  await exportToExcel(page)
  const key = await makeKey(page)
  const answer = await fetch(`${url}/api/waste/bins?limit=1`, { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(200)
  expect((await answer.json()).pagination.total).toBe(200)
  expect(complaints).toEqual([])
  await context.close()
})

async function signUp(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Business name').fill('Olentangy Waste')
  await page.getByLabel('Your name').fill('Rosa Diaz')
  await page.getByLabel('E-mail').fill('rosa@olentangy.example')
  await page.getByLabel('Password', { exact: true }).fill('seven green bins on a hill')
  await page.getByRole('button', { name: 'Create business' }).click()
  await page.getByRole('heading', { name: /Rosa/ }).waitFor()
}

async function importFile(page: Page, resource: string, file: string): Promise<void> {
  await page.goto(`/imports/new?resource=${resource}`)
  await page.locator('input[type=file]').setInputFiles(join(EXAMPLES, file))
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor()
  await page.getByRole('button', { name: 'Check the file' }).click()
  await page.getByRole('heading', { name: 'This is what would happen' }).waitFor()
  await page.getByRole('button', { name: /^Import \d+ rows$/ }).click()
  await page.getByText('Imported').first().waitFor()
}

async function exportToExcel(page: Page): Promise<void> {
  await page.goto('/waste/bins')
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Excel').first().click()
  await dialog.getByRole('button', { name: 'Make file' }).click()
  const saved = page.waitForEvent('download')
  await dialog.getByText('Download').click()
  expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/)
}

async function makeKey(page: Page): Promise<string> {
  await page.goto('/settings/api-keys/new')
  await page.getByLabel('Name').first().fill('Website form')
  await page.getByText('Read only').first().click()
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByRole('heading', { name: 'The key is ready' }).waitFor()
  const shown = await page.locator('main').innerHTML()
  return /gw_live_[0-9A-Za-z]{49}/.exec(shown)?.[0] ?? 'no key was shown'
}

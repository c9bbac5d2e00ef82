import { expect, it } from 'vitest'
import { openBrowser, PHONE, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()
const origin = { origin: url }

it('builds one in the editor, tries it, activates it, fills a bin, sees the effect and the run', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const { data } = await (await page.request.get('/api/waste/bins?status=partial&limit=1')).json()
  const bin = data[0]
  const fill = (fillPercent: number) =>
    page.request.patch(`/api/waste/bins/${bin.id}`, { data: { fillPercent }, headers: origin })
  await fill(93)

  await page.goto('/automations')
  await page.getByRole('link', { name: 'Overflowing bins' }).first().waitFor()
  await page.goto('/automations/new?recipe=full')
  await page.getByRole('heading', { name: 'New automation' }).waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('Full bins to the dispatcher')
  await page.getByRole('button', { name: 'Try on past events' }).click()
  await page.getByText('Would have run once').waitFor()
  await page.getByRole('cell', { name: 'full' }).first().waitFor()
  await page.getByText('Write it yourself').click()
  expect(await page.getByRole('textbox', { name: 'Expression (CEL)' }).inputValue()).toContain(
    'payload.record.fillPercent > 90',
  )
  await page.getByRole('textbox', { name: 'Expression (CEL)' }).fill('payload.record.fillPercnt > 94')
  await page.getByRole('button', { name: 'Save and activate' }).click()
  await page.getByText("there is no 'fillPercnt' here").first().waitFor()
  await page
    .getByRole('textbox', { name: 'Expression (CEL)' })
    .fill('payload.record.fillPercent > 94 && payload.record.status != "full"')
  await page.getByRole('button', { name: 'Save and activate' }).click()
  await page.getByRole('heading', { name: /Full bins to the dispatcher/ }).waitFor()

  await fill(96)
  await page.getByRole('tab', { name: 'Runs' }).click()
  await page.locator('summary', { hasText: 'Done' }).click({ timeout: 20_000 })
  await page.getByText('Changed status of the bin').waitFor()
  await page.getByRole('link', { name: 'Open record' }).click()
  await page.getByText('Full', { exact: true }).first().waitFor()
  await page.getByText('Full bins to the dispatcher').first().waitFor()
  await page.goto('/settings/outbox')
  await page.getByText('96 % full').first().waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('a phone shows list, editor and runs without a sideways scroll', async () => {
  const { page, context, complaints } = await visit(browser, url, { viewport: PHONE })
  await signInToDemo(page)
  const { data } = await (await page.request.get('/api/automations?limit=1')).json()
  for (const path of ['/automations', '/automations/new?recipe=full', `/automations/${data[0].id}?tab=runs`]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
  expect(complaints).toEqual([])
  await context.close()
})

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { accessibilityProblems, openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

async function define(page: Page): Promise<void> {
  await page.goto('/settings/custom-fields?of=waste.bins')
  await page.getByText('Purchase date').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Add a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Label').fill('Depth')
  await dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Number' }).click()
  await dialog.getByLabel('Unit').fill('cm')
  await dialog.getByLabel('Largest').fill('200')
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Add the field' }).click()
  await page.getByText('Number, cm').waitFor()
}

const codesOf = async (page: Page) => {
  await settled(page)
  const faces = await page.getByRole('row').filter({ hasText: 'BIN-' }).allInnerTexts()
  return faces.map((text) => /BIN-\d+/.exec(text)?.[0])
}

/** Fills the field of a bin on its form. */
async function fill(page: Page, code: string, depth: string): Promise<void> {
  const { data } = await (await page.request.get(`/api/waste/bins?search=${code}&fields=id`)).json()
  await page.goto(`/waste/bins/${data[0].id}/edit`)
  await page.getByLabel('Depth (cm)').fill(depth)
  await page.getByRole('button', { name: 'Save changes' }).click()
}

it('a field is defined, moved, filled, filtered and sorted by, exported and imported', {
  timeout: 240_000,
}, async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await define(page)
  await page.getByRole('button', { name: 'Move Depth up' }).click()
  await settled(page)
  await page.reload()
  await page.getByText('Number, cm').waitFor()
  const order = await page
    .getByRole('button', { name: /^Move .* up$/ })
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  expect(order.indexOf('Move Depth up')).toBe(2)

  await fill(page, 'BIN-000050', '300')
  await page.getByText('At most 200').first().waitFor()
  await page.getByLabel('Depth (cm)').fill('120')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('120 cm').first().waitFor()
  await fill(page, 'BIN-000051', '80')
  await page.getByText('80 cm').first().waitFor()

  await page.goto('/waste/bins?sort=cf.depth&columns=qrCode,customFields.depth')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Depth' }).click()
  await page.getByLabel('From').fill('50')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('at least 50 cm').waitFor()
  expect(await codesOf(page)).toEqual(['BIN-000051', 'BIN-000050'])
  await page.getByRole('columnheader', { name: 'Depth' }).getByRole('button', { name: 'Depth' }).click()
  await page.waitForURL(/sort=-cf\.depth/)
  expect(await codesOf(page)).toEqual(['BIN-000050', 'BIN-000051'])

  const file = await exported(page)
  expect(
    file
      .split('\r\n')
      .slice(0, 3)
      .map((line) => line.split(',').at(-1)),
  ).toEqual(['Depth', '120', '80'])

  await page.goto('/imports/new?resource=waste.bins')
  const changed = `QR code,Depth\nBIN-000050,90\nBIN-000051,70\n`
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'depths.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) })
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0]
  const { columns } = await importOf(page, id)
  expect(columns.map(({ mapsTo }: { mapsTo: string }) => mapsTo)).toEqual(['qrCode', 'customFields.depth'])
  const headers = { origin: url }
  await page.request.patch(`/api/imports/${id}`, { data: { mode: 'update', updateKey: 'qrCode' }, headers })
  await page.request.post(`/api/imports/${id}/run`, { data: {}, headers })
  await expect.poll(async () => (await importOf(page, id)).state, { timeout: 60_000 }).toBe('finished')
  await page.goto('/waste/bins?sort=-cf.depth&columns=qrCode,customFields.depth')
  await page.getByText('90 cm').waitFor()
  expect((await codesOf(page)).slice(0, 2)).toEqual(['BIN-000050', 'BIN-000051'])
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
  await context.close()
})

async function exported(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'CSV', exact: true }).check()
  await dialog.getByRole('radio', { name: 'Those the list shows' }).check()
  await dialog.getByRole('button', { name: 'Make file' }).click()
  const link = dialog.getByRole('link', { name: 'Download' })
  await link.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFile(await download.path(), 'utf8')
}

async function importOf(page: Page, id: string | undefined) {
  return (await (await page.request.get(`/api/imports/${id}`)).json()).data
}

import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { readCsvRows } from '../server/src/platform/sheets/csv-reader.ts'
import { readXlsxRows } from '../server/src/platform/sheets/xlsx-reader.ts'
import { pdfPages } from '../server/test/kit/pdf-text.ts'
import { openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

const LIST = '/waste/bins?status=overflowing&sort=qrCode'

/** The chosen columns of the narrowed list, as the file that is downloaded. */
async function exportAs(page: Page, format: string): Promise<Buffer> {
  await page.goto(LIST)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: format, exact: true }).check()
  await dialog.getByRole('radio', { name: 'Choose' }).check()
  await dialog.getByRole('checkbox', { name: 'QR code' }).waitFor()
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck()
  for (const name of ['QR code', 'Status', 'Fill (%)'])
    await dialog.getByRole('checkbox', { name, exact: true }).check()
  await dialog.getByRole('button', { name: 'Make file' }).click()
  return downloaded(page, dialog.getByRole('link', { name: 'Download' }))
}

async function downloaded(page: Page, link: ReturnType<Page['getByRole']>): Promise<Buffer> {
  await link.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFile(await download.path())
}

async function rowsOf(rows: AsyncIterable<{ cells: string[] }>): Promise<string[][]> {
  const all: string[][] = []
  for await (const { cells } of rows) all.push(cells)
  return all
}

it('a narrowed list as CSV, Excel and PDF: the same rows and just the chosen columns', {
  timeout: 180_000,
}, async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const { data } = await (await page.request.get(`/api${LIST}&limit=100&fields=id,qrCode,fillPercent`)).json()
  expect(data.length).toBeGreaterThan(3)
  const codes = data.map(({ qrCode }: { qrCode: string }) => qrCode)

  const csv = await exportAs(page, 'CSV')
  const csvRows = await rowsOf(readCsvRows(Readable.from([csv]), { encoding: 'utf-8', separator: ',' }))
  expect(csvRows[0]).toEqual(['QR code', 'Status', 'Fill (%)'])
  expect(csvRows.slice(1).map(([code]) => code)).toEqual(codes)

  const xlsxRows = await rowsOf(readXlsxRows(await exportAs(page, 'Excel')))
  expect(xlsxRows.map((row) => row.join())).toEqual(csvRows.map((row) => row.join().replace(/,$/, '')))

  const pages = pdfPages(await exportAs(page, 'PDF'))
  const texts = pages.flat()
  expect(texts).toContain('Page 1')
  expect(texts.some((text) => text.includes('Status: overflowing'))).toBe(true)
  expect(texts.filter((text) => codes.includes(text))).toEqual(codes)
  expect(complaints).toEqual([])
  await context.close()
})

it('the selected rows alone, and the file again from the exports page', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto('/waste/bins?search=BIN-00000')
  const boxes = page.getByRole('checkbox', { name: /BIN-0/ })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The 2 selected bins').waitFor()
  await dialog.getByRole('button', { name: 'Make file' }).click()
  await dialog.getByText(/^2 rows/).waitFor()
  await page.goto('/exports')
  await page
    .getByText(/waste-bins-.*\.csv/)
    .first()
    .click()
  await page.getByText('2 selected rows').waitFor()
  const shown = page.getByRole('dialog')
  await shown.getByText(/^[0-9a-f]{64}$/).waitFor()
  const file = await downloaded(page, shown.getByRole('link', { name: 'Download' }))
  const rows = await rowsOf(readCsvRows(Readable.from([file]), { encoding: 'utf-8', separator: ',' }))
  expect(rows).toHaveLength(3)
  await context.close()
})

it('an export every Monday: made from the list, paused and changed on its page', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto(LIST)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await dialog.getByLabel('Name').fill('Overflowing on Mondays')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await page.getByText('Scheduled: Overflowing on Mondays').waitFor()
  await page.goto('/exports')
  await page.getByRole('link', { name: 'Scheduled' }).click()
  await page.getByText('Overflowing on Mondays').first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Every Monday at 06:30').waitFor()
  await drawer.getByText('Every day', { exact: true }).click()
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByText('Every day at 06:30').waitFor()
  await drawer.getByRole('button', { name: 'Pause' }).click()
  await drawer.getByRole('button', { name: 'Resume' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('how columns are mapped is saved once, and the next file follows it', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const upload = async (name: string, content: string) => {
    await page.goto('/imports/new?resource=office.customers')
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
    await page.getByRole('heading', { name: 'Which column is what?' }).waitFor()
  }
  await upload('first.csv', 'Konto,Bemerkung\nBakery Nord,Back door\n')
  const mapTo = async (column: string, field: string) => {
    await page.getByRole('combobox', { name: `${column}: Becomes` }).click()
    await page.getByRole('option', { name: field, exact: true }).click()
  }
  await mapTo('Konto', 'Business name')
  await mapTo('Bemerkung', 'Notes')
  await page.getByRole('button', { name: 'Save mapping' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Old accounts')
  await page.getByRole('dialog').getByRole('button', { name: 'Save mapping' }).click()
  await page.getByText('Mapped as saved under “Old accounts”.').waitFor()

  await upload('second.csv', 'Bemerkung,Konto\nFront door,Bakery South\n')
  await page.getByText('Mapped as saved under “Old accounts”.').waitFor()
  expect(await page.getByRole('combobox', { name: 'Konto: Becomes' }).inputValue()).toBe('Business name')
  expect(await page.getByRole('combobox', { name: 'Bemerkung: Becomes' }).inputValue()).toBe('Notes')
  await page.goto('/imports/mappings')
  await page.getByText('Old accounts').first().click()
  await page.getByRole('dialog').getByRole('cell', { name: 'Konto' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

import { expect, it } from 'vitest'
import { openBrowser, PHONE, visit } from './kit/browser.ts'
import { openBinFromMap } from './kit/map.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

it('finds a bin on the map and opens its record', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await openBinFromMap(page, /BIN-\d/)
  expect(complaints).toEqual([])
  await context.close()
})

it('two people edit one bin: the second is shown both versions and keeps what she chooses', async () => {
  const first = await visit(browser, url)
  const second = await visit(browser, url)
  await Promise.all([signInToDemo(first.page, 'owner'), signInToDemo(second.page, 'manager')])
  await first.page.goto('/waste/bins?search=BIN-000042')
  await first.page.getByText('BIN-000042').first().click()
  await first.page.getByRole('heading', { name: 'BIN-000042' }).waitFor()
  await first.page.waitForURL(/\/waste\/bins\/[0-9a-f-]{36}$/)
  const address = `${new URL(first.page.url()).pathname}/edit`
  for (const { page } of [first, second]) {
    await page.goto(address)
    await page.getByRole('textbox', { name: /^Notes/ }).waitFor()
  }
  await first.page.getByRole('textbox', { name: /^Notes/ }).fill('Moved behind the bakery')
  await first.page.getByRole('button', { name: 'Save changes' }).click()
  await first.page.getByText('Moved behind the bakery').first().waitFor()
  await second.page.getByRole('textbox', { name: /^Notes/ }).fill('Lid is broken')
  await second.page.getByRole('button', { name: 'Save changes' }).click()
  await second.page.getByText(/was changed by somebody else/).waitFor()
  await second.page.getByText('Moved behind the bakery').first().waitFor()
  await second.page.getByText('Mine').first().click()
  await second.page.getByRole('button', { name: 'Apply and save' }).click()
  await second.page.getByRole('heading', { name: 'BIN-000042' }).waitFor()
  await second.page.getByText('Lid is broken').first().waitFor()
  await Promise.all([first.context.close(), second.context.close()])
})

it('the keyboard alone: palette, list, record, back', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Search records, pages and actions').fill('BIN-000077')
  await page.getByRole('option', { name: /BIN-000077/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'BIN-000077' }).waitFor()
  await page.goto('/waste/bins')
  await page
    .getByText(/BIN-\d/)
    .first()
    .waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('BIN-00001')
  await page.getByText('1–10 of 10').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /BIN-00001/ }).waitFor()
  await page.goBack()
  expect(page.url()).toContain('search=')
  await context.close()
})

it('another person’s change appears by itself', async () => {
  const watcher = await visit(browser, url)
  const changer = await visit(browser, url)
  await Promise.all([signInToDemo(watcher.page, 'viewer'), signInToDemo(changer.page, 'owner')])
  await watcher.page.goto('/waste/bins?search=BIN-000101')
  await watcher.page.getByText('BIN-000101').first().waitFor()
  const { data } = await (await changer.page.request.get('/api/waste/bins?search=BIN-000101&fields=id')).json()
  const origin = { origin: url }
  await changer.page.request.patch(`/api/waste/bins/${data[0].id}`, {
    data: { status: 'maintenance' },
    headers: origin,
  })
  await watcher.page.getByText('In maintenance').nth(1).waitFor()
  await Promise.all([watcher.context.close(), changer.context.close()])
})

it('a phone shows the list as cards and the map in full width', async () => {
  const { page, context, complaints } = await visit(browser, url, { viewport: PHONE })
  await signInToDemo(page)
  for (const path of ['/waste/bins', '/waste/bins/map', '/customers']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
  expect(complaints).toEqual([])
  await context.close()
})

import { expect, it } from 'vitest'
import { accessibilityProblems, openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

it('a status is changed in the list by keyboard, and undone', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await page.request.patch(`/api/waste/bins/${await binId('BIN-000050')}`, {
    data: { status: 'empty' },
    headers: { origin: url },
  })
  await page.goto('/waste/bins?search=BIN-000050')
  const status = page.getByRole('button', { name: /BIN-000050/ })
  await status.getByText('Empty').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('e')
  await page.getByRole('menuitem', { name: 'In maintenance' }).click()
  await status.getByText('In maintenance').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await status.getByText('Empty').waitFor()
  expect(complaints).toEqual([])
  await context.close()

  async function binId(code: string): Promise<string> {
    const { data } = await (await page.request.get(`/api/waste/bins?search=${code}&fields=id`)).json()
    return data[0].id
  }
})

it('columns are moved and widened, and stay so', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto('/waste/bins')
  const headings = async () => (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
  await page.getByRole('columnheader', { name: 'Size' }).waitFor()
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('button', { name: 'Move Size to the left' }).click()
  await page.waitForURL(/columns=/)
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('Escape')
  const size = page.getByRole('columnheader', { name: 'Size' })
  const before = (await size.boundingBox())?.width ?? 0
  await size.getByRole('button').focus()
  for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+ArrowRight')
  await page.reload()
  await settled(page)
  expect((await size.boundingBox())?.width ?? 0).toBeGreaterThan(before + 20)
  const shown = await headings()
  expect(shown.indexOf('Size')).toBeLessThan(shown.indexOf('Type'))
  await context.close()
})

it('a viewer is shown the status, and nothing to change it with', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page, 'viewer')
  await page.goto('/waste/bins?search=BIN-000050')
  await page.getByText('BIN-000050').first().waitFor()
  expect(await page.getByRole('button', { name: /Set status/ }).count()).toBe(0)
  await context.close()
})

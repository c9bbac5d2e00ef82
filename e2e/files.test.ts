import sharp from 'sharp'
import { expect, it } from 'vitest'
import { openBrowser, PHONE, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

it('a photo on a bin, a comment that names a colleague, a tag to filter by, and a task', {
  timeout: 120_000,
}, async () => {
  const owner = await visit(browser, url)
  const manager = await visit(browser, url)
  await Promise.all([signInToDemo(owner.page, 'owner'), signInToDemo(manager.page, 'manager')])
  const { page } = owner
  await page.goto('/waste/bins?search=BIN-000042')
  await page.getByText('BIN-000042').first().click()
  await page.getByRole('heading', { name: 'BIN-000042' }).waitFor()

  await page.getByRole('tab', { name: 'Files' }).click()
  const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#58735a' } })
    .jpeg()
    .toBuffer()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'at-the-dock.jpg', mimeType: 'image/jpeg', buffer: photo })
  const thumbnail = page.getByRole('img', { name: 'at-the-dock.jpg' })
  await thumbnail.waitFor({ timeout: 30_000 })
  await expect
    .poll(() => thumbnail.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0)))
    .toBe(320)
  await page.getByRole('button', { name: 'Open at-the-dock.jpg' }).click()
  await page.getByRole('dialog', { name: 'at-the-dock.jpg' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('textbox', { name: 'Comment' }).pressSequentially('Look at the photo, @ben')
  await page.getByRole('option', { name: 'Ben Okafor' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('textbox', { name: 'Comment' }).inputValue()).toContain('@Ben Okafor')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByRole('article', { name: 'Comment by Ana Torres' }).waitFor()

  await manager.page.getByRole('button', { name: /unread notification/ }).click()
  const { pathname } = new URL(page.url())
  await manager.page.locator(`a[href="${pathname}"]`, { hasText: 'Ana Torres mentioned you on a bin' }).click()
  await manager.page.getByText('Look at the photo,').waitFor()

  await page.getByRole('tab', { name: 'Tasks' }).click()
  await page.getByRole('textbox', { name: 'Task' }).fill('Paint the dock')
  await page.getByRole('button', { name: 'Add task' }).click()
  await page.getByRole('link', { name: 'Paint the dock' }).waitFor()
  await page.goto('/tasks')
  await page.getByText('Paint the dock').waitFor()
  await page.getByRole('link', { name: 'BIN-000042' }).waitFor()

  await page.goto('/waste/bins?search=BIN-000042')
  await page.getByText('BIN-000042').first().click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel(/^Tags/).and(page.locator('input[type=text], input:not([type])')).first().fill('by the dock')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('heading', { name: 'BIN-000042' }).waitFor()
  await page.goto('/waste/bins')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Tag' }).click()
  await page.getByRole('radio', { name: 'by the dock' }).check()
  await page.getByText('1–1 of 1').waitFor()
  expect(owner.complaints).toEqual([])
  await Promise.all([owner.context.close(), manager.context.close()])
})

it('a file that is not what it says is refused in words, and on a phone nothing is cut off', async () => {
  const { page, context } = await visit(browser, url, { viewport: PHONE })
  await signInToDemo(page)
  const { data } = await (await page.request.get('/api/waste/bins?search=BIN-000043&fields=id')).json()
  await page.goto(`/waste/bins/${data[0].id}?tab=files`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>alert(1)</script>') })
  await page.getByText(/'photo.jpg' is not what its ending says/).waitFor()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await context.close()
})

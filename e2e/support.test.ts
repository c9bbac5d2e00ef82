import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../server/src/demo/sign-ins.ts'
import { accessibilityProblems, openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'

const product = await startProduct()
const { url } = product
const browser = await openBrowser()

async function signInAsRoot(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('root@demo.groundwork.test')
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Support desk' }).waitFor()
}

it('an owner lets support in, sees what it does, and ends it: support is out at once', async () => {
  const [owner, root] = [await visit(browser, url), await visit(browser, url)]
  await signInAsRoot(root.page)
  await root.page.getByText('Nobody has let support in').waitFor()
  expect((await root.page.request.get('/api/customers')).status()).toBe(403)
  expect(await accessibilityProblems(root.page)).toEqual([])

  await signInToDemo(owner.page)
  await owner.page.goto('/settings/support')
  await owner.page.getByText('Support was never in').waitFor()
  await owner.page.getByRole('button', { name: 'Let support in' }).first().click()
  const dialog = owner.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'What for' }).fill('Duplicates after the import')
  await dialog.getByRole('radio', { name: 'Help' }).check()
  await dialog.getByRole('button', { name: 'Let support in' }).click()
  await owner.page.getByText(/^Support may come in until/).waitFor()
  await settled(owner.page)
  expect(await accessibilityProblems(owner.page)).toEqual([])

  await root.page.reload()
  await root.page.getByText('“Duplicates after the import”').waitFor()
  await root.page.getByRole('button', { name: /^Enter / }).click()
  await root.page.getByText(/^You are in .+ as support until/).waitFor()
  const found = await root.page.request.get('/api/customers?limit=1&fields=id')
  const { id } = (await found.json()).data[0]
  await root.page.goto(`/customers/${id}/edit`)
  await root.page.getByRole('textbox', { name: /^Notes/ }).fill('Merged by support')
  await root.page.getByRole('button', { name: 'Save changes' }).click()
  await root.page.getByText('Merged by support').first().waitFor()
  await root.page.getByText('Support: Platform operator').first().waitFor()
  expect(await root.page.getByRole('link', { name: 'API keys' }).count()).toBe(0)
  expect(await accessibilityProblems(root.page)).toEqual([])

  await owner.page.goto('/notifications')
  await owner.page.getByText('Platform operator came in as support').first().waitFor()
  await owner.page.goto('/settings/audit')
  await owner.page.getByText('Support: Platform operator').first().waitFor()
  await owner.page.goto('/settings/support')
  await owner.page.getByText('Duplicates after the import').last().click()
  await owner.page.getByText('inside now').waitFor()
  await owner.page.keyboard.press('Escape')
  await owner.page.getByRole('button', { name: 'End it now' }).first().click()
  await owner.page.getByRole('dialog').getByRole('button', { name: 'End it now' }).click()
  // Within a second the server knows; the console hears of it by the live connection.
  await root.page.getByRole('heading', { name: 'Support desk' }).waitFor()
  await root.page.getByText('Nobody has let support in').waitFor()
  expect((await root.page.request.get('/api/customers')).status()).toBe(403)
  expect([...owner.complaints, ...root.complaints]).toEqual([])
  await Promise.all([owner.context.close(), root.context.close()])
})

it('an API key rotates with an overlap, and its page shows what it does', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  const made = await page.request.post('/api/api-keys', {
    data: { name: 'Website form', permissions: ['office.customers.read'] },
  })
  const { id, key } = (await made.json()).data
  const asProgram = (secret: string) =>
    fetch(`${url}/api/customers?limit=1`, { headers: { authorization: `Bearer ${secret}` } })
  for (let i = 0; i < 5; i++) expect((await asProgram(key)).status).toBe(200)

  await page.goto(`/settings/api-keys/${id}`)
  await page.getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByText('The key is ready').waitFor()
  const fresh = (await page.getByText(/^gw_live_\w{49}$/).textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByText(/^The old secret works until/).waitFor()
  expect([(await asProgram(key)).status, (await asProgram(fresh)).status]).toEqual([200, 200])
  await page.getByRole('button', { name: 'End it now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End it now' }).click()
  await page.getByText('The old secret has ended').waitFor()
  expect([(await asProgram(key)).status, (await asProgram(fresh)).status]).toEqual([401, 200])

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('combobox', { name: 'Allowed addresses' }).fill('203.0.113.0/24')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('203.0.113.0/24').waitFor()
  expect((await asProgram(fresh)).status).toBe(403)

  // Counted within ten seconds, and the page asks again by itself.
  await page.getByRole('table').getByText('GET /customers').waitFor({ timeout: 40_000 })
  await page.getByText('Requests by day').waitFor()
  await settled(page)
  expect(await accessibilityProblems(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

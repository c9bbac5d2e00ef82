import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openBrowser, visit } from './kit/browser.ts'
import { forgetConfirmations } from './kit/database.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'
import { addVirtualAuthenticator } from './kit/virtual-authenticator.ts'

const product = await startProduct()
const { url } = product
const browser = await openBrowser()

async function customerAddress(page: Page): Promise<string> {
  const answer = await page.request.get('/api/customers?limit=1&fields=id')
  return `/customers/${(await answer.json()).data[0].id}`
}

it('a role of one’s own hides a field: it is gone from list, record, filters and files', async () => {
  const owner = await visit(browser, url)
  await signInToDemo(owner.page)
  await owner.page.goto('/settings/users/roles')
  await owner.page.getByRole('link', { name: 'New role' }).click()
  await owner.page.getByRole('textbox', { name: /^Name/ }).fill('Front desk')
  const reaches = { 'See customers': 'all', 'Change customers': 'all', 'Export customers to a file': 'all' }
  for (const [right, reach] of Object.entries({ ...reaches, 'See bins': 'own' }))
    await owner.page.getByRole('combobox', { name: right, exact: true }).selectOption(reach)
  await owner.page.locator('summary', { hasText: 'Customers' }).click()
  await owner.page.getByLabel('Tags of Customers').selectOption('hidden')
  await owner.page.getByLabel('Tax id of Customers').selectOption('read_only')
  await owner.page.getByRole('button', { name: 'Create role' }).click()
  await owner.page.getByText('Front desk').first().waitFor()
  await owner.page.goto('/settings/users?search=clerk')
  await owner.page
    .getByText(/clerk@/)
    .first()
    .click()
  await owner.page.getByRole('combobox', { name: 'Role' }).click()
  await owner.page.getByRole('option', { name: /Front desk/ }).click()
  await owner.page.getByRole('button', { name: 'Change role' }).click()
  await owner.page.getByText(/is now Front desk/).waitFor()

  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page, 'clerk')
  await page.goto('/customers')
  await page.getByRole('columnheader', { name: /Phone/ }).waitFor()
  expect(await page.getByRole('columnheader', { name: /Tags/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Kind' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Tag' }).count()).toBe(0)
  const record = await customerAddress(page)
  await page.goto(record)
  await page.getByText('Tax id').first().waitFor()
  expect(await page.getByText('Tags', { exact: true }).count()).toBe(0)
  await page.goto(`${record}/edit`)
  await page.getByRole('textbox', { name: /^Notes/ }).fill('Rings the bell twice')
  expect(await page.getByLabel(/^(Tags|Tax id)/).count()).toBe(0)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Rings the bell twice').first().waitFor()
  expect((await page.request.get('/api/customers?tag=priority')).status()).toBe(403)
  const exported = await page.request.post('/api/exports', { data: { resource: 'office.customers', format: 'csv' } })
  expect((await exported.json()).data.columns).not.toContain('tags')
  // None of the bins was made by them.
  expect((await (await page.request.get('/api/waste/bins')).json()).pagination.total).toBe(0)
  expect([...complaints, ...owner.complaints]).toEqual([])
  await Promise.all([context.close(), owner.context.close()])
})

it('an owner sees what a role sees, and comes back', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto('/settings/users/roles')
  const viewer = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Viewer' }) })
  await viewer.getByRole('button', { name: 'View as' }).click()
  await page.getByText('You see what Viewer sees.').waitFor()
  await page.goto('/customers')
  await settled(page)
  expect(await page.getByRole('link', { name: /New customer/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Back to my own rights' }).click()
  await page.getByRole('link', { name: /New/ }).first().waitFor()
  await context.close()
})

it('a passkey is registered after one more proof, and signs in', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await addVirtualAuthenticator(context, page)
  await signInToDemo(page, 'manager')
  await forgetConfirmations(product)
  await page.goto('/settings/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name of the passkey').fill('Yard tablet')
  await page.getByRole('button', { name: 'Continue' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await dialog.getByLabel('Your password').fill('groundwork demo 2026')
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText('You can now sign in with Yard tablet').waitFor()

  await forgetConfirmations(product)
  await page.getByRole('button', { name: 'Rename Yard tablet' }).waitFor()
  await page.request.post('/api/auth/logout')
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('heading', { name: /^Good / }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

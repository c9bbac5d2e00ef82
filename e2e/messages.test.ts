import { expect, it } from 'vitest'
import { openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

it('a welcome: a wrong variable is refused, the right one is previewed, sent, and ended by the link in the mail', {
  timeout: 120_000,
}, async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page)

  // Quiet hours of the demo would hold the mail back at night.
  await page.goto('/settings/messages')
  await page.getByText('nothing leaves this machine').first().waitFor()
  await page.getByLabel('Quiet from').fill('')
  await page.getByLabel('Quiet until').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Settings of messages saved').waitFor()

  await page.goto('/messages/templates')
  await page.getByRole('link', { name: 'Welcome, E-mail, English' }).click()
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.fill('Hello {{customer.nickname}}, we know you now.')
  await page.getByText('There is no {{customer.nickname}} here').first().waitFor()
  await page.getByRole('button', { name: 'Save template' }).click()
  await page.locator('form').getByText('There is no {{customer.nickname}} here').waitFor()
  await text.fill('Hello {{customer.name}}, we know you now.')
  await page.frameLocator('iframe').getByText('Hello Short North Bakery, we know you now.').waitFor()
  await page.getByRole('button', { name: 'Save template' }).click()
  await page.getByText('Template saved').waitFor()

  const made = await page.request.post('/api/customers', {
    data: { kind: 'business', businessName: 'E2E Bakery', email: 'e2e.bakery@example.com' },
  })
  const customer = (await made.json()).data
  await page.goto(`/customers/${customer.id}?tab=messages`)
  await page.getByRole('link', { name: 'Welcome to Scioto Hauling' }).waitFor()
  await page.getByText('Delivered', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Welcome to Scioto Hauling' }).click()
  const frame = page.frameLocator('iframe')
  await frame.getByText('Hello E2E Bakery, we know you now.').waitFor()
  const link = await frame.getByRole('link', { name: 'No more mails like this' }).getAttribute('href')

  await page.goto('/settings/outbox?search=e2e.bakery')
  await page.getByText('Welcome to Scioto Hauling').first().waitFor()

  const stranger = await visit(browser, url)
  await stranger.page.goto(String(link).replace(/^https?:\/\/[^/]+/, ''))
  await stranger.page.getByText('e…@example.com').waitFor()
  await stranger.page.getByRole('button', { name: 'No more mails' }).click()
  await stranger.page.getByRole('heading', { name: 'You get no more mails' }).waitFor()
  await stranger.context.close()

  await page.goto(`/customers/${customer.id}?tab=messages&dialog=message`)
  await page.getByText('has unsubscribed').first().waitFor()
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  const again = await page.request.post('/api/customers', {
    data: { kind: 'business', businessName: 'E2E Bakery Two', email: 'E2E.Bakery@example.com' },
  })
  await page.goto(`/customers/${(await again.json()).data.id}?tab=messages`)
  await page.getByText('Suppressed', { exact: true }).waitFor()
  await page.getByText(/has unsubscribed and gets no more mails/).waitFor()
  await context.close()
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLIENT, FakeProvider } from '../server/test/fakes/oidc/fake-provider.ts'
import { accessibilityProblems, openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { settled } from './kit/settled.ts'
import { signInToDemo } from './kit/sign-in.ts'

const product = await startProduct()
const { url } = product
const browser = await openBrowser()
let provider: FakeProvider
beforeAll(async () => {
  provider = await FakeProvider.start()
  provider.redirectUris = [`${url}/sign-in/callback`]
})
afterAll(() => provider.stop())

it('an owner sets up the provider, and somebody new comes in through it with the role of their groups', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page)
  await page.goto('/settings/sign-in')
  await settled(page)
  expect(await page.getByLabel('Redirect URI').inputValue()).toBe(`${url}/sign-in/callback`)
  await page.getByLabel('Issuer').fill(provider.issuer)
  await page.getByLabel('Client id').fill(CLIENT.id)
  await page.getByLabel('Client secret').fill('not the right one')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('The connection does not work yet').waitFor()
  await page.getByText(/the client secret is wrong/).waitFor()
  await page.getByLabel('Client secret').fill(CLIENT.secret)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('The connection works').waitFor()
  await page.getByLabel('Label of the button').fill('Continue with Acme')
  await page.getByRole('switch', { name: 'People can sign in this way' }).check({ force: true })
  await page.getByRole('switch', { name: /becomes a member/ }).check({ force: true })
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Contains').fill('dispatch')
  await page.getByRole('combobox', { name: 'Role', exact: true }).click()
  await page.getByRole('option', { name: 'Dispatcher' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Single sign-on saved').waitFor()
  const link = await page.getByLabel('Sign-in link').inputValue()
  expect(await accessibilityProblems(page)).toEqual([])

  provider.person = { sub: 'kim', email: 'kim@acme.test', email_verified: true, name: 'Kim Lee', groups: ['dispatch'] }
  const kim = await visit(browser, url)
  await kim.page.goto(link)
  await kim.page.getByRole('button', { name: 'Continue with Acme' }).click()
  await kim.page.getByRole('heading', { name: /^Good / }).waitFor()
  const me = (await (await kim.page.request.get('/api/auth/me')).json()).data
  expect(me).toMatchObject({ role: 'dispatcher', user: { name: 'Kim Lee' } })
  expect(kim.page.url()).not.toContain('code=')
  expect([...complaints, ...kim.complaints]).toEqual([])
  await Promise.all([context.close(), kim.context.close()])
}, 120_000)

it('whoever has an account gives its password once', async () => {
  const { page, context, complaints } = await visit(browser, url)
  provider.person = { sub: 'clerk', email: 'clerk@demo.groundwork.test', email_verified: true, name: 'Clerk' }
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Use single sign-on' }).click()
  await page.getByLabel(/short name of the business/).fill('buckeye')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByText(/Nothing was found/).waitFor()
  await page.getByLabel(/short name of the business/).fill('scioto-hauling')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Continue with Acme' }).click()
  await page.getByRole('heading', { name: 'Is this account yours?' }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByLabel('Password', { exact: true }).fill('groundwork demo 2026')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('heading', { name: /^Good / }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

it('an account is connected from the profile, and disconnected there', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await signInToDemo(page, 'manager')
  provider.person = { sub: 'manager', email: 'boss@acme.test', email_verified: true, name: 'Manager' }
  await page.goto('/settings/security')
  await page.getByRole('button', { name: 'Connect: Continue with Acme' }).click()
  await page.getByText('boss@acme.test').waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings/security')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('button', { name: 'Connect: Continue with Acme' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

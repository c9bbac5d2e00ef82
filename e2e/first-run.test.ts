import { expect, it } from 'vitest'
import { openBrowser, visit } from './kit/browser.ts'
import { startProduct } from './kit/product.ts'
import { signInToDemo } from './kit/sign-in.ts'

const { url } = await startProduct()
const browser = await openBrowser()

it('leads to the door, signs in, and comes back to where one wanted to go', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await page.goto('/waste/bins?status=overflowing')
  await page.getByLabel('E-mail').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.getByLabel('E-mail').fill('owner@demo.groundwork.test')
  await page.getByLabel('Password', { exact: true }).fill('groundwork demo 2026')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: /Bins/ }).waitFor()
  expect(page.url()).toContain('status=overflowing')
  expect(complaints).toEqual([])
  await context.close()
})

it('says what is wrong with a wrong password and keeps the e-mail', async () => {
  const { page, context } = await visit(browser, url)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('owner@demo.groundwork.test')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/E-mail or password is wrong/).waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe('owner@demo.groundwork.test')
  await context.close()
})

it('a stranger opens a business and sees what to do first', async () => {
  const { page, context, complaints } = await visit(browser, url)
  await page.goto('/sign-up')
  await page.getByLabel('Business name').fill('Olentangy Waste')
  await page.getByLabel('Your name').fill('Rosa Diaz')
  await page.getByLabel('E-mail').fill('rosa@olentangy.example')
  await page.getByLabel('Password', { exact: true }).fill('seven green bins on a hill')
  await page.getByRole('button', { name: 'Create business' }).click()
  await page.getByRole('heading', { name: /Rosa/ }).waitFor()
  await page.getByText('Bring your customers in').waitFor()
  await page.getByText('Put your bins on the map').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('shows a driver no more than a driver may do', async () => {
  const { page, context } = await visit(browser, url)
  await signInToDemo(page, 'driver')
  await page.getByRole('link', { name: 'Bins' }).first().click()
  await page.getByText('BIN-').first().waitFor()
  expect(await page.getByRole('link', { name: 'New bin' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0)
  await page.goto('/settings/audit')
  await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor()
  await context.close()
})

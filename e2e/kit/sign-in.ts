import type { Page } from 'playwright-core'
import { DEMO_PASSWORD, DEMO_USERS } from '../../server/src/demo/sign-ins.ts'

export async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: /^Good / }).waitFor()
}

/** As somebody of the demo hauler, by role. */
export async function signInToDemo(page: Page, role = 'owner'): Promise<void> {
  const user = DEMO_USERS.find((one) => one.role === role)
  if (!user) throw new Error(`The demo has no ${role}`)
  await signInAs(page, user.email, DEMO_PASSWORD)
}

import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

const MAX_STEPS = 10

/** From the overview to one bin's record by the list beside the map, which the keyboard reaches too. */
export async function openBinFromMap(page: Page, code: RegExp): Promise<void> {
  await page.goto('/waste/bins/map')
  await page.getByText(/[\d,]+ bins in view/).waitFor()
  const list = page.getByRole('complementary', { name: 'Bins in view' })
  for (let step = 0; step < MAX_STEPS && (await list.getByText(code).count()) === 0; step++) {
    const before = page.url()
    await list.getByRole('button').first().press('Enter')
    await page.waitForURL((url) => url.href !== before)
    await settled(page)
  }
  await list.getByText(code).first().click()
  await page.getByRole('heading', { name: code }).waitFor()
}

import type { Page } from 'playwright-core'

/** What was asked for is shown: nothing on the page says that it still loads. (The network is never idle: live updates.) */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'))
}

import { vi } from 'vitest'
import { readNotifications } from '#platform/notifications/notification-reader.ts'
import type { TestApp } from './app.ts'

/** Ends when everybody has been told of everything; the reader of the log waits for transactions of other test files. */
export async function peopleTold({ services }: TestApp, { tenantId }: { tenantId: string }): Promise<void> {
  await vi.waitFor(
    async () => {
      const progress = await readNotifications(services, tenantId)
      if (progress !== 'done') throw new Error(`The log is ${progress}`)
    },
    { timeout: 8_000 },
  )
}

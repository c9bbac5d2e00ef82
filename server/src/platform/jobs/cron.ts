import type { Services } from '../services.ts'

/** Periodic work of the installation. It has no tenant; what belongs to tenants it does for one after the other. */
export interface CronTask {
  /** Also its name in the queue: `events.drop-old`. */
  name: string
  /** Minute, hour, day, month, weekday, in UTC: `*\/15 * * * *`. */
  schedule: string
  /** May run twice, and after a pause for several missed times at once. */
  run(services: Services, signal: AbortSignal): Promise<void>
}

import type { CronTask } from '#platform/jobs/cron.ts'
import { perTenant } from '#platform/jobs/housekeeping/housekeeping.ts'
import { deleteOldRuns } from './runs/runs.queries.ts'

export const deleteOldAutomationRuns: CronTask = perTenant('automations.delete-old-runs', '57 3 * * *', deleteOldRuns)

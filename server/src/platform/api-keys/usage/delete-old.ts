import { perTenant } from '#platform/jobs/housekeeping/housekeeping.ts'
import { deleteOldUsage } from './delete-old.queries.ts'

export const deleteOldKeyUsage = perTenant('api-keys.delete-old-usage', '47 3 * * *', deleteOldUsage)

import { perTenant } from '../jobs/housekeeping/housekeeping.ts'
import { deleteOldDeliveries } from './deliveries/deliveries.queries.ts'

export const deleteOldWebhooks = perTenant('webhooks.delete-old-deliveries', '57 3 * * *', deleteOldDeliveries)

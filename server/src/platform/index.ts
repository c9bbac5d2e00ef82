import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { eventRoutes } from './events/events.routes.ts'
import { sweepFiles } from './files/sweep-files.ts'
import { identityRoutes } from './identity/identity.routes.ts'
import { memberSearch } from './identity/users/members.search.ts'
import { HOUSEKEEPING } from './jobs/housekeeping/housekeeping.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { outboxRoutes } from './mail/outbox.routes.ts'
import type { Manifest } from './module.ts'
import { notificationRoutes } from './notifications/notifications.routes.ts'
import { readNotifications } from './notifications/notifier.ts'
import { realtimeRoutes } from './realtime/realtime.routes.ts'
import './notifications/platform-rules.ts'
import { searchRoutes } from './search/search.routes.ts'
import { offerSearch } from './search/search-source.ts'
import { viewRoutes } from './views/views.routes.ts'

offerSearch(memberSearch)

export const platform: Manifest = {
  name: 'platform',
  routes: [
    ...identityRoutes,
    ...apiKeyRoutes,
    ...outboxRoutes,
    ...auditRoutes,
    ...eventRoutes,
    ...realtimeRoutes,
    ...jobRoutes,
    ...viewRoutes,
    ...searchRoutes,
    ...notificationRoutes,
  ],
  jobs: [],
  cron: [...HOUSEKEEPING, sweepFiles, readNotifications],
  resources: [],
}

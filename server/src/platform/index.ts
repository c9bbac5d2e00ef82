import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { eventRoutes } from './events/events.routes.ts'
import { fileRoutes } from './files/files.routes.ts'
import { uploadedFiles } from './files/orphans.ts'
import { preparePicture } from './files/pictures/prepare-picture.job.ts'
import { addFileUser, sweepFiles } from './files/sweep-files.ts'
import { colleagueRoutes } from './identity/colleagues/colleagues.routes.ts'
import { identityRoutes } from './identity/identity.routes.ts'
import { HOUSEKEEPING } from './jobs/housekeeping/housekeeping.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { outboxRoutes } from './mail/outbox.routes.ts'
import type { Manifest } from './module.ts'
import { realtimeRoutes } from './realtime/realtime.routes.ts'
import { tagRoutes } from './tags/tags.routes.ts'
import { viewRoutes } from './views/views.routes.ts'

addFileUser(uploadedFiles)

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
    ...fileRoutes,
    ...colleagueRoutes,
    ...tagRoutes,
  ],
  jobs: [preparePicture],
  cron: [...HOUSEKEEPING, sweepFiles],
  resources: [],
}

import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { deleteOldKeyUsage } from './api-keys/usage/delete-old.ts'
import { warnOfExpiry } from './api-keys/warn-of-expiry.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { customFieldRoutes } from './custom-fields/custom-fields.routes.ts'
import { eventRoutes } from './events/events.routes.ts'
import { fileRoutes } from './files/files.routes.ts'
import { uploadedFiles } from './files/orphans.ts'
import { preparePicture } from './files/pictures/prepare-picture.job.ts'
import { addFileUser, sweepFiles } from './files/sweep-files.ts'
import { colleagueRoutes } from './identity/colleagues/colleagues.routes.ts'
import { identityRoutes } from './identity/identity.routes.ts'
import { memberSearch } from './identity/users/members.search.ts'
import { HOUSEKEEPING } from './jobs/housekeeping/housekeeping.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { outboxRoutes } from './mail/outbox.routes.ts'
import { sendLetter } from './mail/send-letter.job.ts'
import type { Manifest } from './module.ts'
import { notificationFollower } from './notifications/notifications.follower.ts'
import { notificationRoutes } from './notifications/notifications.routes.ts'
import { realtimeRoutes } from './realtime/realtime.routes.ts'
import './notifications/platform-rules.ts'
import './views/tagged-views.ts'
import { searchRoutes } from './search/search.routes.ts'
import { offerSearch } from './search/search-source.ts'
import { carryTag } from './tags/carry-tag.job.ts'
import { tagRoutes } from './tags/tags.routes.ts'
import { viewRoutes } from './views/views.routes.ts'
import { deleteOldWebhooks } from './webhooks/delete-old.ts'
import { recoverJob } from './webhooks/recover.job.ts'
import { webhookFollower } from './webhooks/webhooks.follower.ts'
import { webhookRoutes } from './webhooks/webhooks.routes.ts'

offerSearch(memberSearch)

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
    ...webhookRoutes,
    ...searchRoutes,
    ...fileRoutes,
    ...colleagueRoutes,
    ...tagRoutes,
    ...customFieldRoutes,
    ...notificationRoutes,
  ],
  jobs: [recoverJob, sendLetter, preparePicture, carryTag],
  cron: [...HOUSEKEEPING, sweepFiles, deleteOldWebhooks, deleteOldKeyUsage, warnOfExpiry],
  resources: [],
  followers: [notificationFollower, webhookFollower],
}

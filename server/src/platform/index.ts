import { auditRoutes } from './audit/audit.routes.ts'
import { identityRoutes } from './identity/identity.routes.ts'
import { HOUSEKEEPING } from './jobs/housekeeping/housekeeping.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import type { Manifest } from './module.ts'
import { viewRoutes } from './views/views.routes.ts'

export const platform: Manifest = {
  name: 'platform',
  routes: [...identityRoutes, ...auditRoutes, ...jobRoutes, ...viewRoutes],
  jobs: [],
  cron: HOUSEKEEPING,
  resources: [],
}

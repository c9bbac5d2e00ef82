import { addFilePlace } from '#platform/files/file-places.ts'
import { addFileUser } from '#platform/files/sweep-files.ts'
import { resolveAutomationsBy } from '#platform/identity/credentials/resolve-asker.ts'
import type { Manifest } from '#platform/module.ts'
import { whenPurged } from '#platform/resource/purge-follow-ups.ts'
import { offerSearch } from '#platform/search/search-source.ts'
import { attachmentFiles } from './attachments/attachment-files.ts'
import { attachmentRoutes } from './attachments/attachments.routes.ts'
import { removeAttachmentsOf } from './attachments/attachments.service.ts'
import { resolveAutomation } from './automations/automation-actor.ts'
import { automationExport } from './automations/automations.columns.ts'
import { automations } from './automations/automations.resource.ts'
import { automationRoutes } from './automations/automations.routes.ts'
import { deleteOldAutomationRuns } from './automations/clean-up.ts'
import { automationFollower } from './automations/follow/automations.follower.ts'
import { runAutomation } from './automations/runs/run.job.ts'
import { checklistRoutes } from './checklist/checklist.routes.ts'
import { commentRoutes } from './comments/comments.routes.ts'
import { removeCommentsOf } from './comments/comments.service.ts'
import { customerExport, customerImport } from './customers/customers.columns.ts'
import { customers } from './customers/customers.resource.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { customerSearch } from './customers/customers.search.ts'
import { exportFiles } from './exports/export-files.ts'
import { offerExport } from './exports/export-source.ts'
import { makeExport } from './exports/exports.jobs.ts'
import { exportRoutes } from './exports/exports.routes.ts'
import { runSchedules } from './exports/schedules/schedules.cron.ts'
import { exportScheduleRoutes } from './exports/schedules/schedules.routes.ts'
import { importFiles } from './imports/import-files.ts'
import { offerImport } from './imports/import-source.ts'
import './automations/tags-in-automations.ts'
import './comments/comments.notifications.ts'
import './exports/exports.notifications.ts'
import './exports/schedules/tagged-schedules.ts'
import './imports/imports.notifications.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importRoutes } from './imports/imports.routes.ts'
import { importMappingRoutes } from './imports/mappings/mappings.routes.ts'
import { messageCron, messageJobs, messageRoutes } from './messages/index.ts'
import { taskExport, taskImport } from './tasks/tasks.columns.ts'
import { tasks } from './tasks/tasks.resource.ts'
import { taskRoutes } from './tasks/tasks.routes.ts'

offerImport(customerImport)
offerExport(customerExport)
offerImport(taskImport)
offerExport(taskExport)
offerExport(automationExport)
offerSearch(customerSearch)
addFileUser(importFiles)
addFileUser(exportFiles)
addFilePlace(attachmentFiles)
whenPurged(removeAttachmentsOf)
whenPurged(removeCommentsOf)
resolveAutomationsBy(resolveAutomation)

export const office: Manifest = {
  name: 'office',
  routes: [
    ...customerRoutes,
    ...importRoutes,
    ...importMappingRoutes,
    ...exportRoutes,
    ...exportScheduleRoutes,
    ...messageRoutes,
    ...checklistRoutes,
    ...attachmentRoutes,
    ...commentRoutes,
    ...taskRoutes,
    ...automationRoutes,
  ],
  jobs: [...importJobs, makeExport, ...messageJobs, runAutomation],
  cron: [...messageCron, runSchedules, deleteOldAutomationRuns],
  resources: [customers, tasks, automations],
  followers: [automationFollower],
}

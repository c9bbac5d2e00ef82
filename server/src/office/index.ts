import { addFileUser } from '#platform/files/sweep-files.ts'
import { resolveAutomationsBy } from '#platform/identity/credentials/resolve-asker.ts'
import type { Manifest } from '#platform/module.ts'
import { resolveAutomation } from './automations/automation-actor.ts'
import { automationExport } from './automations/automations.columns.ts'
import { automations } from './automations/automations.resource.ts'
import { automationRoutes } from './automations/automations.routes.ts'
import { deleteOldAutomationRuns } from './automations/clean-up.ts'
import { automationFollower, catchUp } from './automations/follow/follower.ts'
import { runAutomation } from './automations/runs/run.job.ts'
import { checklistRoutes } from './checklist/checklist.routes.ts'
import { customerExport, customerImport } from './customers/customers.columns.ts'
import { customers } from './customers/customers.resource.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { exportFiles } from './exports/export-files.ts'
import { offerExport } from './exports/export-source.ts'
import { makeExport } from './exports/exports.jobs.ts'
import { exportRoutes } from './exports/exports.routes.ts'
import { importFiles } from './imports/import-files.ts'
import { offerImport } from './imports/import-source.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importRoutes } from './imports/imports.routes.ts'

offerImport(customerImport)
offerExport(customerExport)
offerExport(automationExport)
addFileUser(importFiles)
addFileUser(exportFiles)
resolveAutomationsBy(resolveAutomation)

export const office: Manifest = {
  name: 'office',
  routes: [...customerRoutes, ...importRoutes, ...exportRoutes, ...automationRoutes, ...checklistRoutes],
  jobs: [...importJobs, makeExport, runAutomation],
  cron: [catchUp, deleteOldAutomationRuns],
  resources: [customers, automations],
  followers: [automationFollower],
}

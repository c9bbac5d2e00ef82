import { addFileUser } from '#platform/files/sweep-files.ts'
import type { Manifest } from '#platform/module.ts'
import { checklistRoutes } from './checklist/checklist.routes.ts'
import { customerExport, customerImport } from './customers/customers.columns.ts'
import { customers } from './customers/customers.resource.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { exportFiles } from './exports/export-files.ts'
import { offerExport } from './exports/export-source.ts'
import { makeExport } from './exports/exports.jobs.ts'
import { exportRoutes } from './exports/exports.routes.ts'
import { runSchedules } from './exports/schedules/schedules.cron.ts'
import { exportScheduleRoutes } from './exports/schedules/schedules.routes.ts'
import { importFiles } from './imports/import-files.ts'
import { offerImport } from './imports/import-source.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importRoutes } from './imports/imports.routes.ts'
import { importMappingRoutes } from './imports/mappings/mappings.routes.ts'

offerImport(customerImport)
offerExport(customerExport)
addFileUser(importFiles)
addFileUser(exportFiles)

export const office: Manifest = {
  name: 'office',
  routes: [
    ...customerRoutes,
    ...importRoutes,
    ...importMappingRoutes,
    ...exportRoutes,
    ...exportScheduleRoutes,
    ...checklistRoutes,
  ],
  jobs: [...importJobs, makeExport],
  cron: [runSchedules],
  resources: [customers],
}

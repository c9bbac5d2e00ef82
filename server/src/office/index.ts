import { addFileUser } from '#platform/files/sweep-files.ts'
import type { Manifest } from '#platform/module.ts'
import { offerSearch } from '#platform/search/search-source.ts'
import { checklistRoutes } from './checklist/checklist.routes.ts'
import { customerExport, customerImport } from './customers/customers.columns.ts'
import { customers } from './customers/customers.resource.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { customerSearch } from './customers/customers.search.ts'
import { exportFiles } from './exports/export-files.ts'
import { offerExport } from './exports/export-source.ts'
import { makeExport } from './exports/exports.jobs.ts'
import { exportRoutes } from './exports/exports.routes.ts'
import { importFiles } from './imports/import-files.ts'
import { offerImport } from './imports/import-source.ts'
import './exports/exports.notifications.ts'
import './imports/imports.notifications.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importRoutes } from './imports/imports.routes.ts'

offerImport(customerImport)
offerExport(customerExport)
offerSearch(customerSearch)
addFileUser(importFiles)
addFileUser(exportFiles)

export const office: Manifest = {
  name: 'office',
  routes: [...customerRoutes, ...importRoutes, ...exportRoutes, ...checklistRoutes],
  jobs: [...importJobs, makeExport],
  cron: [],
  resources: [customers],
}

import { guardCustomerDeletion } from '#office/customers/deletion-guards.ts'
import { offerExport } from '#office/exports/export-source.ts'
import { offerImport } from '#office/imports/import-source.ts'
import type { Manifest } from '#platform/module.ts'
import { offerSearch } from '#platform/search/search-source.ts'
import { binExport, binImport } from './bins/bins.columns.ts'
import { bins } from './bins/bins.resource.ts'
import { binRoutes } from './bins/bins.routes.ts'
import { binSearch } from './bins/bins.search.ts'
import { keepCustomersWithBins } from './bins/deletion-guard.ts'
import './first-steps.ts'

guardCustomerDeletion(keepCustomersWithBins)
offerImport(binImport)
offerExport(binExport)
offerSearch(binSearch)

export const waste: Manifest = {
  name: 'waste',
  routes: binRoutes,
  jobs: [],
  cron: [],
  resources: [bins],
}

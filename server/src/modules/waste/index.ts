import { guardCustomerDeletion } from '#office/customers/deletion-guards.ts'
import type { Manifest } from '#platform/module.ts'
import { bins } from './bins/bins.resource.ts'
import { binRoutes } from './bins/bins.routes.ts'
import { keepCustomersWithBins } from './bins/deletion-guard.ts'
import './first-steps.ts'

guardCustomerDeletion(keepCustomersWithBins)

export const waste: Manifest = {
  name: 'waste',
  routes: binRoutes,
  jobs: [],
  cron: [],
  resources: [bins],
}

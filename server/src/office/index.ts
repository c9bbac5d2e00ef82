import type { Manifest } from '#platform/module.ts'
import { checklistRoutes } from './checklist/checklist.routes.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { customers } from './customers/customers.resource.ts'

export const office: Manifest = {
  name: 'office',
  routes: [...customerRoutes, ...checklistRoutes],
  jobs: [],
  cron: [],
  resources: [customers],
}

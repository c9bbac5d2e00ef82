import type { Module as ModuleName } from './access/actor.ts'
import type { Ctx } from './context.ts'
import type { JobDefinition } from './jobs/define-job.ts'
import type { Route } from './http/route.ts'
import type { AnyResource } from './resource/resource.ts'

/** Fills a new tenant with data that looks like a real business's, so that there is something to see. */
export type FillDemo = (ctx: Ctx) => Promise<void>

/** What a floor or a trade brings to the product; app.ts puts them together and knows nothing else about them. */
export interface Manifest {
  name: 'platform' | 'office' | ModuleName
  routes: readonly Route[]
  // Jobs differ in their payloads; the worker parses each with its own schema before it runs.
  jobs: readonly JobDefinition<never>[]
  resources: readonly AnyResource[]
  /** In the order of the manifests: customers before their bins. */
  fillDemo?: FillDemo
}

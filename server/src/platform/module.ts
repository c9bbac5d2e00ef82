import type { Module as ModuleName } from './access/actor.ts'
import type { Accompanying } from './events/follower.ts'
import type { Route } from './http/route.ts'
import type { CronTask } from './jobs/cron.ts'
import type { JobDefinition } from './jobs/define-job.ts'
import type { AnyResource } from './resource/resource.ts'
import type { Services } from './services.ts'

/** What a floor or a trade brings to the product; app.ts puts them together and knows nothing else about them. */
export interface Manifest {
  name: 'platform' | 'office' | ModuleName
  routes: readonly Route[]
  // Jobs differ in their payloads; the worker parses each with its own schema before it runs.
  jobs: readonly JobDefinition<unknown>[]
  /** What runs by the clock. */
  cron: readonly CronTask[]
  resources: readonly AnyResource[]
  /** What reads the event log in the worker process. */
  followers?: readonly ((services: Services) => Accompanying)[]
}

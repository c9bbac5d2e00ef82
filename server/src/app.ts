import { waste } from './modules/waste/index.ts'
import { office } from './office/index.ts'
import { platform } from './platform/index.ts'
import type { Manifest } from './platform/module.ts'

/** The only place that names the floors and the trades. Below, everything is data: routes, jobs, resources. */
export const MANIFESTS: readonly Manifest[] = [platform, office, waste]

export const ROUTES = MANIFESTS.flatMap((manifest) => manifest.routes)
export const JOBS = MANIFESTS.flatMap((manifest) => manifest.jobs)
export const CRON = MANIFESTS.flatMap((manifest) => manifest.cron)
export const FOLLOWERS = MANIFESTS.flatMap((manifest) => manifest.followers ?? [])
export const RESOURCES = MANIFESTS.flatMap((manifest) => manifest.resources)

import type { Manifest } from './module.ts'

export const platform: Manifest = {
  name: 'platform',
  routes: [],
  jobs: [],
  resources: [],
}

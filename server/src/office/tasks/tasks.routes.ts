import { resourceRoutes } from '#platform/resource/routes.ts'
import { tasks } from './tasks.resource.ts'

export const taskRoutes = resourceRoutes(tasks)

import { askerResolver } from '../identity/credentials/resolve-asker.ts'
import type { Services } from '../services.ts'
import { WebhookWorker } from './sending/webhook-worker.ts'

export function webhookFollower(services: Services): WebhookWorker {
  return new WebhookWorker({ services, resolve: askerResolver(services.database) })
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

// What one process counts, for Prometheus. No label holds a tenant, an id or an address: their number has to stay small
// whatever the businesses do.

export const registry = new Registry()

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const LONG_SECONDS = [0.05, 0.25, 1, 5, 15, 60, 300, 1800, 7200]

export const requestSeconds = new Histogram({
  name: 'groundwork_http_request_duration_seconds',
  help: 'Requests by route and status',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: SECONDS,
  registers: [registry],
})

export const jobSeconds = new Histogram({
  name: 'groundwork_job_attempt_duration_seconds',
  help: 'Attempts at jobs (exports, imports, runs of automations and others) by how they ended',
  labelNames: ['job', 'outcome'] as const,
  buckets: LONG_SECONDS,
  registers: [registry],
})

export type DeliveryOutcome = 'delivered' | 'failed' | 'withheld'

export const deliverySeconds = new Histogram({
  name: 'groundwork_webhook_attempt_duration_seconds',
  help: 'Attempts to deliver webhooks by how they ended; withheld ones were not sent, for want of rights',
  labelNames: ['outcome'] as const,
  buckets: [...SECONDS, 15],
  registers: [registry],
})

export const endpointsStopped = new Counter({
  name: 'groundwork_webhook_endpoints_stopped_total',
  help: 'Endpoints that were paused after failures, or switched off because they are gone or have nobody to act for',
  labelNames: ['reason'] as const,
  registers: [registry],
})

/** Told by a follower with each look at a log. */
export const logReads = new Counter({
  name: 'groundwork_event_log_reads_total',
  help: 'Stretches of the event log that readers have read, by how it went on',
  labelNames: ['reader', 'progress'] as const,
  registers: [registry],
})

/** Asked of whoever knows at the moment of a look; the same whichever process is asked. */
export function gauge(name: string, help: string, value: () => Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await value())
    },
  })
}

/** Memory, processor time and delay of this process, and which one it is. */
export function describeProcess(service: 'http' | 'jobs'): void {
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
}

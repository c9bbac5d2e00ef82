import { describeProcess, registry } from '#platform/metrics/metrics.ts'
import { MetricsServer } from '#platform/metrics/metrics-server.ts'
import type { Start } from './start.ts'

/** Only where a port is set for them. `others` are those of a worker that this process has started. */
export async function startMetrics(
  { config, log, stops }: Start,
  service: 'http' | 'jobs',
  others?: () => Promise<object[]>,
): Promise<void> {
  if (config.metricsPort === undefined) return
  describeProcess(service)
  const { host } = config.http
  const server = new MetricsServer({ port: config.metricsPort, host, log, ...(others ? { others } : {}) })
  log.info({ port: await server.listen() }, 'metrics are served')
  stops.push(() => server.close())
}

/** A worker that another process has started has no port: it is asked by that process. */
export function answerMetrics(): void {
  describeProcess('jobs')
  process.on('message', (message) => {
    if (message !== METRICS_WANTED) return
    void registry.getMetricsAsJSON().then((metrics) => process.send?.({ metrics }))
  })
}

export const METRICS_WANTED = 'metrics'

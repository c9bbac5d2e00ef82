import { afterAll, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { newWebhook, sendWebhooks } from '#test/kit/webhooks.ts'
import { offerWebhookGauges } from '../webhooks/webhook-gauges.ts'
import { MetricsServer } from './metrics-server.ts'

const app = await testApp({ environment: { GROUNDWORK_OUTGOING_LOOPBACK: 'true' } })
offerWebhookGauges(app.services)
const worker = [
  {
    name: 'groundwork_of_a_worker',
    help: 'From another process',
    type: 'gauge',
    aggregator: 'sum',
    values: [{ value: 7, labels: { service: 'jobs' } }],
  },
]
const { log } = app.services
const server = new MetricsServer({ port: 0, host: '127.0.0.1', log, others: async () => worker })
const address = `http://127.0.0.1:${await server.listen()}`

afterAll(() => server.close())

const lines = async () => (await (await fetch(`${address}/metrics`)).text()).split('\n')
const figureOf = async (series: string) =>
  Number((await lines()).find((line) => line.startsWith(`${series} `))?.slice(series.length + 1) ?? 0)

it('GET /metrics: requests by route, jobs and deliveries by how they ended, and what a worker counts', async () => {
  const owner = await signedIn(app)
  await owner.get('/customers/00000000-0000-4000-8000-000000000000')
  await owner.post('/exports', { resource: 'office.customers', format: 'csv' })
  await runJobs(app)
  // Nothing listens there.
  const { id } = await newWebhook(owner, { url: 'http://127.0.0.1:1/hook', topics: ['customer.*'] })
  await owner.post(`/webhooks/${id}/test`)
  const failed = 'groundwork_webhook_attempt_duration_seconds_count{outcome="failed"}'
  const before = await figureOf(failed)
  await owner.post('/customers', { kind: 'business', businessName: 'Metric Mill' })
  expect(await figureOf('groundwork_webhook_endpoints_waiting')).toBeGreaterThanOrEqual(0)
  await sendWebhooks(app)
  expect(await figureOf(failed)).toBe(before + 1)
  const route = 'method="GET",route="/api/customers/:id",status="404"'
  expect(await figureOf(`groundwork_http_request_duration_seconds_count{${route}}`)).toBe(1)
  const job = 'job="exports.make",outcome="succeeded"'
  expect(await figureOf(`groundwork_job_attempt_duration_seconds_count{${job}}`)).toBe(1)
  expect(await figureOf('groundwork_of_a_worker{service="jobs"}')).toBe(7)
})

it('says nothing about anybody: no tenant, no id, no address in any label', async () => {
  const labels = (await lines()).filter((line) => line.startsWith('groundwork_')).join('\n')
  expect(labels).not.toMatch(/tenant|[0-9a-f]{8}-[0-9a-f]{4}|127\.0\.0\.1/)
})

it('404 elsewhere: the port serves nothing else', async () => {
  expect((await fetch(`${address}/api/customers`)).status).toBe(404)
  expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(404)
})

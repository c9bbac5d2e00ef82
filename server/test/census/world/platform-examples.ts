import { randomUUID } from 'node:crypto'
import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

const view = async (business: Business) => {
  const name = `${business.marker} ${business.number()}`
  return business.create('/views', { resource: 'waste.bins', name, query: 'status=full', isShared: true })
}
const customerId = async (business: Business) => (await business.record('office.customers')).id

/** As the reader of the log would have made it. */
async function notification(business: Business): Promise<string> {
  const id = randomUUID()
  await business.asAdmin(
    `insert into notifications (tenant_id, id, user_id, kind, event_id, title) values ($1, $2, $3, 'import-finished', $2, $4)`,
    [business.tenantId, id, business.owner.userId, `Told ${business.marker}`],
  )
  await business.asAdmin(
    "insert into event_readers (tenant_id, reader, txid, sequence) values ($1, 'notifications', '0', 0) on conflict do nothing",
    [business.tenantId],
  )
  return id
}

/** What the platform offers beside identity. */
export const PLATFORM_EXAMPLES: Examples = {
  'GET /search': async (business) => ({ query: { q: business.marker } }),
  'GET /notifications': async (business) => {
    await notification(business)
    return {}
  },
  'GET /notifications/summary': async () => ({}),
  'GET /notifications/preferences': async () => ({}),
  'PATCH /notifications/preferences': async () => ({
    body: { kind: 'import-finished', byEmail: true, inConsole: true },
  }),
  'POST /notifications/read-all': async (business) => {
    await notification(business)
    return { body: { upTo: '2099-01-01T00:00:00Z' } }
  },
  'POST /notifications/:id/read': async (business) => ({ params: { id: await notification(business) } }),

  'GET /audit/:id': async (business) => {
    const [entry] = await business.asAdmin('select id from audit_entries where tenant_id = $1 and resource_id = $2', [
      business.tenantId,
      await customerId(business),
    ])
    return { params: { id: String(entry?.['id']) } }
  },
  'GET /audit': async (business) => ({
    query: { actorId: business.owner.userId, resourceId: await customerId(business), action: 'customer.created' },
  }),

  'GET /events': async (business) => ({ query: { subjectId: await customerId(business) } }),
  'GET /events/stream': async () => ({}),

  'GET /jobs': async (business) => {
    await business.job('queued')
    return {}
  },
  'GET /jobs/summary': async () => ({}),
  'GET /jobs/:id': async (business) => ({ params: { id: await business.job('queued') } }),
  'POST /jobs/:id/retry': async (business) => ({ params: { id: await business.job('failed') } }),
  'POST /jobs/:id/cancel': async (business) => ({ params: { id: await business.job('queued') } }),

  'GET /views': async (business) => {
    await view(business)
    return { query: { resource: 'waste.bins' } }
  },
  'POST /views': async (business) => ({
    body: { resource: 'waste.bins', name: `${business.marker} ${business.number()}`, query: 'status=full' },
  }),
  'PATCH /views/:id': async (business) => ({
    params: { id: (await view(business)).id },
    body: { name: `${business.marker} ${business.number()}` },
  }),
  'DELETE /views/:id': async (business) => ({ params: { id: (await view(business)).id } }),
}

import { automationInput } from '#office/automations/automations.factory.ts'
import { hearEvents } from '#test/kit/automations.ts'
import type { Caller } from '#test/kit/callers.ts'
import { workOff } from '#test/kit/work-off.ts'
import type { Business, MadeRecord } from './business.ts'
import type { Examples } from './examples.ts'
import type { Request } from './request.ts'

export const OFFICE_EXAMPLES: Examples = {
  'GET /checklist': async () => ({}),
  'GET /customers/duplicates': async (business) => {
    const customer = await business.record('office.customers')
    return { query: { name: String(customer['name']), exceptId: customer.id } }
  },
}

/** Two rows: one that becomes a customer, and one of a kind that there is not. */
function csv({ marker, number }: { marker: string; number: number }): string {
  return `Kind,Business name\nbusiness,${marker} Import ${number}\n${marker},${marker} Import ${number}b\n`
}
const fileOf = (business: Business) => csv({ marker: business.marker, number: business.number() })

async function uploaded(business: Business): Promise<MadeRecord> {
  const answer = await business.owner.upload('/imports?resource=office.customers', fileOf(business))
  if (answer.status !== 201) throw new Error(`Uploading for a census example answers ${answer.status}: ${answer.text}`)
  return answer.body.data
}

const ofUpload = async (business: Business): Promise<Request & { params: { id: string } }> => ({
  params: { id: (await uploaded(business)).id },
})

async function ofRun(business: Business): Promise<Request> {
  const request = await ofUpload(business)
  const { body } = await business.owner.post(`/imports/${request.params.id}/run`)
  await workOff(business.app, body.data.jobId)
  return request
}

async function ofCheckUnderWay(business: Business): Promise<Request> {
  const request = await ofUpload(business)
  await business.owner.post(`/imports/${request.params.id}/check`)
  return request
}

export const IMPORT_EXAMPLES: Examples = {
  'GET /imports': async (business) => {
    await uploaded(business)
    return {}
  },
  'POST /imports': async (business) => ({
    query: { resource: 'office.customers', fileName: 'customers.csv' },
    file: fileOf(business),
  }),
  'GET /imports/:id': ofUpload,
  'PATCH /imports/:id': async (business) => ({ ...(await ofUpload(business)), body: { onError: 'abort' } }),
  'GET /imports/:id/errors': ofRun,
  'GET /imports/:id/errors.csv': ofRun,
  'GET /imports/:id/errors.xlsx': ofRun,
  'POST /imports/:id/check': ofUpload,
  'POST /imports/:id/run': ofUpload,
  'POST /imports/:id/cancel': ofCheckUnderWay,
  'POST /imports/:id/undo': ofRun,
}

const exportBody = { resource: 'office.customers', format: 'csv' }

/** By somebody of their own each, because a person has five at a time. */
async function asked(business: Business) {
  const as = await business.person()
  await business.record('office.customers')
  const { body } = await as.post('/exports', exportBody)
  return { as, params: { id: body.data.id as string }, jobId: body.data.jobId as string }
}

async function ofExport(business: Business): Promise<Request> {
  const { as, params } = await asked(business)
  return { as, params }
}

async function ofFinishedExport(business: Business): Promise<Request & { as: Caller; params: { id: string } }> {
  const { as, params, jobId } = await asked(business)
  await workOff(business.app, jobId)
  return { as, params }
}

async function ofLink(business: Business): Promise<Request> {
  const { as, params } = await ofFinishedExport(business)
  const { body } = await as.post(`/exports/${params.id}/link`)
  return { query: { token: new URL(body.data.url).searchParams.get('token') ?? '' } }
}

const schedule = (business: Business) => ({
  ...exportBody,
  name: `${business.marker} schedule`,
  every: 'week',
  weekday: 5,
  at: '06:30',
})

async function scheduled(business: Business): Promise<Request> {
  const { body } = await business.owner.post('/export-schedules', schedule(business))
  return { params: { id: body.data.id } }
}

/** With a header of its own each, because there is one mapping for the same headers. */
async function withOwnHeaders(business: Business): Promise<string> {
  const file = `Kind,Business name,Column ${business.number()}\nbusiness,${business.marker},x\n`
  const answer = await business.owner.upload('/imports?resource=office.customers', file)
  return answer.body.data.id
}

async function mapped(business: Business): Promise<Request> {
  const importId = await withOwnHeaders(business)
  const { body } = await business.owner.post('/import-mappings', { importId, name: `${business.marker} mapping` })
  return { params: { id: body.data.id } }
}

export const SCHEDULE_EXAMPLES: Examples = {
  'GET /export-schedules': async (business) => {
    await scheduled(business)
    return {}
  },
  'POST /export-schedules': async (business) => ({ body: schedule(business) }),
  'GET /export-schedules/:id': scheduled,
  'PATCH /export-schedules/:id': async (business) => ({ ...(await scheduled(business)), body: { isPaused: true } }),
  'DELETE /export-schedules/:id': scheduled,
}

export const MAPPING_EXAMPLES: Examples = {
  'GET /import-mappings': async (business) => {
    await mapped(business)
    return {}
  },
  'POST /import-mappings': async (business) => ({
    body: { importId: await withOwnHeaders(business), name: `${business.marker} mapping` },
  }),
  'PATCH /import-mappings/:id': async (business) => ({
    ...(await mapped(business)),
    body: { name: `${business.marker} renamed ${business.number()}` },
  }),
  'DELETE /import-mappings/:id': mapped,
}

export const EXPORT_EXAMPLES: Examples = {
  'GET /exports/resources': async () => ({}),
  'POST /exports/:id/link': ofFinishedExport,
  'GET /export-files': ofLink,
  'GET /exports': async (business) => ({ as: (await asked(business)).as }),
  'POST /exports': async (business) => {
    const { id } = await business.record('office.customers')
    return { as: await business.person(), body: { ...exportBody, ids: [id] } }
  },
  'GET /exports/:id': ofExport,
  'GET /exports/:id/download': ofFinishedExport,
}

/** A rule that works on the business's own bin. */
async function ruleOf(business: Business) {
  const bin = await business.record('waste.bins')
  const { events, condition, actions } = automationInput()
  return { bin, body: { events, condition, actions } }
}

const automation = (business: Business) => business.record('office.automations')

/** One that waits for its turn, of an automation that was halted before it could have another. */
async function waitingRun(business: Business): Promise<{ params: { id: string; runId: string } }> {
  const name = `${business.marker} ${business.number()}`
  const rule = { ...automationInput(), name, condition: { rows: null }, maxRunsPerMinute: 1 }
  const { id } = await business.create('/automations', rule)
  const bin = await business.record('waste.bins')
  for (let changes = 0; changes < 2; changes++) {
    await business.owner.patch(`/waste/bins/${bin.id}`, { notes: `${business.marker} ${business.number()}` })
    await hearEvents(business.app, business.tenantId)
  }
  const { body } = await business.owner.get(`/automations/${id}/runs`)
  return { params: { id, runId: body.data[0].id } }
}

/** As its worker would have left it. */
async function failedRun(business: Business) {
  const request = await waitingRun(business)
  await business.asAdmin(
    `update job_runs set state = 'failed', ended_at = now() where id = (select job_id from automation_runs where id = $1)`,
    [request.params.runId],
  )
  return request
}

export const AUTOMATION_EXAMPLES: Examples = {
  'GET /automations/vocabulary': async () => ({}),
  'POST /automations/dry-run': async (business) => ({ body: (await ruleOf(business)).body }),
  'GET /automations/runs': async (business) => ({ query: { automation: (await waitingRun(business)).params.id } }),
  'GET /automations/:id/runs': async (business) => ({ params: { id: (await waitingRun(business)).params.id } }),
  'GET /automations/:id/runs/:runId': waitingRun,
  'POST /automations/:id/runs/:runId/retry': failedRun,
  'POST /automations/:id/signing-secret': async (business) => ({ params: { id: (await automation(business)).id } }),
}

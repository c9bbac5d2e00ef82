import { automationInput } from '#office/automations/automations.factory.ts'
import { hearEvents } from '#test/kit/automations.ts'
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

export const EXPORT_EXAMPLES: Examples = {
  'GET /exports': async (business) => ({ as: (await asked(business)).as }),
  'POST /exports': async (business) => ({ as: await business.person(), body: exportBody }),
  'GET /exports/:id': ofExport,
  'GET /exports/:id/download': async (business) => {
    const { as, params, jobId } = await asked(business)
    await workOff(business.app, jobId)
    return { as, params }
  },
}

/** A rule that works on the business's own bin. */
async function ruleOf(business: Business) {
  const bin = await business.record('waste.bins')
  const { events, condition, actions } = automationInput()
  return { bin, body: { events, condition, actions } }
}

const automation = (business: Business) => business.record('office.automations')

/** One that failed at an action: the record it should change is not there. */
async function failedRun(business: Business): Promise<{ params: { id: string; runId: string } }> {
  const actions = [
    { type: 'change-record', resource: 'waste.bins', record: crypto.randomUUID(), values: { notes: business.marker } },
  ]
  const rule = {
    ...automationInput(),
    name: `${business.marker} ${business.number()}`,
    actions,
    condition: { rows: null },
  }
  const { id } = await business.create('/automations', rule)
  const bin = await business.record('waste.bins')
  await business.owner.patch(`/waste/bins/${bin.id}`, { notes: `${business.marker} ${business.number()}` })
  await hearEvents(business.app, business.tenantId)
  const { body } = await business.owner.get(`/automations/${id}/runs`)
  const run = await business.asAdmin('select job_id from automation_runs where id = $1', [body.data[0].id])
  await workOff(business.app, String(run[0]?.['job_id']))
  await business.owner.patch(`/automations/${id}`, { state: 'paused' })
  return { params: { id, runId: body.data[0].id } }
}

export const AUTOMATION_EXAMPLES: Examples = {
  'GET /automations/vocabulary': async () => ({}),
  'POST /automations/dry-run': async (business) => ({ body: (await ruleOf(business)).body }),
  'GET /automations/:id/runs': async (business) => ({ params: { id: (await failedRun(business)).params.id } }),
  'GET /automations/:id/runs/:runId': failedRun,
  'POST /automations/:id/runs/:runId/retry': failedRun,
  'POST /automations/:id/signing-secret': async (business) => ({ params: { id: (await automation(business)).id } }),
}

import { RESOURCES } from '#app'
import { workOff } from '#test/kit/work-off.ts'
import { differences, digestOf } from '../tables/tenant-digest.ts'
import type { Business } from '../world/business.ts'
import type { Pair } from './foreign-ids.ts'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * Imports what another tenant exported, with its ids and once more with nothing but its names: neither may reach the
 * records they stand for. Answers what does not hold, in sentences.
 */
export async function foreignFileFindings(resource: string, { mine, theirs }: Pair): Promise<string[]> {
  const file = await exported(theirs, resource)
  const ids = [...new Set(file.match(ID) ?? [])]
  if (ids.length === 0) return [`${resource}: its export carries no ids, so importing it proves nothing`]
  const before = await digestOf(theirs.app.database.adminUrl, theirs.tenantId)
  await imported(mine, resource, file)
  await imported(mine, resource, file.replaceAll(ID, ''))
  const touched = differences(before, await digestOf(theirs.app.database.adminUrl, theirs.tenantId))
  const held = await rowsHolding(mine, resource, ids)
  return [
    ...touched.map((table) => `${resource}: importing another tenant's file changed its ${table}`),
    ...(held > 0 ? [`${resource}: ${held} imported records carry ids of the other tenant`] : []),
  ]
}

async function exported(business: Business, resource: string): Promise<string> {
  await business.record(resource)
  const person = await business.person()
  const { body } = await person.post('/exports', { resource, format: 'csv' })
  await workOff(business.app, body.data.jobId)
  const answer = await person.get(`/exports/${body.data.id}/download`)
  if (answer.status !== 200) throw new Error(`The export of ${resource} answers ${answer.status}: ${answer.text}`)
  return answer.text
}

async function imported(business: Business, resource: string, file: string): Promise<void> {
  const { body } = await business.owner.upload(`/imports?resource=${resource}`, file)
  const path = `/imports/${body.data.id}`
  await business.owner.patch(path, { mode: 'both' })
  const run = await business.owner.post(`${path}/run`)
  // A mapping that leaves out what is required is refused before anything is read.
  if (run.status === 202) await workOff(business.app, run.body.data.jobId)
}

async function rowsHolding(business: Business, resource: string, ids: readonly string[]): Promise<number> {
  const table = RESOURCES.find(({ name }) => name === resource)?.table ?? ''
  const sql = `select count(*)::int as count from ${table} row where tenant_id = $1 and to_jsonb(row)::text like any($2)`
  const [found] = await business.asAdmin(sql, [business.tenantId, ids.map((id) => `%${id}%`)])
  return Number(found?.['count'])
}

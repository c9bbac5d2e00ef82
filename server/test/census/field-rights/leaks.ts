import { fieldAskedAs, hiddenFields } from '#platform/resource/field-rights.ts'
import type { Answer } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { customQuestions, holds, inputOf, type Subject, valueIn } from './subject.ts'

type Leaks = (string | false | undefined)[]

/** Every way in which the hidden field of the subject shows itself to the person, by name. */
export async function leaksOf(subject: Subject): Promise<string[]> {
  const found: Leaks[] = [
    await inReplies(subject),
    await inQuestions(subject),
    await inWrites(subject),
    await inTrail(subject),
    await inFiles(subject),
  ]
  return found.flat().filter((leak): leak is string => typeof leak === 'string')
}

const has = (record: object | undefined, { field }: Subject) => holds(record, field)
const isRefused = ({ status, body }: Answer) => status === 403 && body.rule === 'access.field-hidden'

async function inReplies(subject: Subject): Promise<Leaks> {
  const { person, path, resource, id } = subject
  const one = await person.get(path)
  const all = await person.get(`${resource.path}?limit=100`)
  const same = await person.patch(path, {})
  const stale = await person.patch(path, {}, { 'if-match': '"999"' })
  const trashed = await person.delete(path)
  const restored = await person.post(`${path}/restore`)
  return [
    one.status !== 200 && `GET answers ${one.status}`,
    has(one.body.data, subject) && 'GET',
    !all.body.data.some((record: { id: string }) => record.id === id) && 'the list does not have it',
    all.body.data.some((record: object) => has(record, subject)) && 'list',
    has(same.body.data, subject) && 'PATCH',
    stale.status !== 412 && `a stale PATCH answers ${stale.status}`,
    has(stale.body.current, subject) && '412',
    trashed.status !== 204 && `DELETE answers ${trashed.status}`,
    has(restored.body.data, subject) && 'restore',
  ]
}

/** Nothing can be asked by it: not picked, filtered, sorted, expanded, searched. */
async function inQuestions(subject: Subject): Promise<Leaks> {
  const { person, resource, field, value, business } = subject
  const hidden = hiddenFields({ fields: { [resource.name]: { [field]: 'hidden' } } }, resource)
  const asks = (word: string) => hidden.has(fieldAskedAs(resource, word) ?? word)
  const questions = [
    ...(field.includes('.') ? customQuestions(field) : [`fields=id,${field}`]),
    ...resource.schemas.list.sorts.filter(asks).flatMap((sort) => [`sort=${sort}`, `sort=-${sort}`]),
    ...resource.schemas.list.expands.filter(asks).map((name) => `expand=${name}`),
  ]
  const filters = Object.keys(resource.filters).filter(asks)
  const leaks: Leaks = []
  for (const question of questions)
    if (!isRefused(await person.get(`${resource.path}?${question}`))) leaks.push(question)
  for (const name of filters) {
    const answer = await person.get(`${resource.path}?${name}=${encodeURIComponent(filterValue(subject, name))}`)
    if (!isRefused(answer)) leaks.push(`filter ${name} (${answer.status})`)
  }
  if (!(field in (resource.fieldFacts?.searched ?? {}))) return leaks
  const words = encodeURIComponent(textIn(value))
  const find = async (who: typeof person) => (await who.get(`${resource.path}?search=${words}`)).body.pagination.total
  if ((await find(business.owner)) === 0) leaks.push('the owner does not find it either')
  if ((await find(person)) > 0) leaks.push('search')
  const everywhere = (await person.get(`/search?q=${words}`)).text
  if (everywhere.includes(subject.id)) leaks.push('search across everything finds it')
  const bySomethingElse = (await person.get(`/search?q=${business.marker}&limit=20`)).text
  if (textIn(value).length > 5 && bySomethingElse.includes(textIn(value)))
    leaks.push('search across everything shows it')
  return leaks
}

function filterValue({ value }: Subject, filter: string): string {
  return /(After|Before)$/.test(filter) ? '2026-01-01T00:00:00Z' : textIn(value)
}

function textIn(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return typeof value === 'object' && value !== null ? textIn(Object.values(value)[0]) : String(value)
}

async function inWrites(subject: Subject): Promise<Leaks> {
  const { person, path, resource, field, id, value, business } = subject
  const [whole = field] = field.split('.')
  if (!(whole in ((resource.schemas.update as { shape?: object }).shape ?? {}))) return []
  const named = inputOf(field, value)
  const changed = await person.patch(path, named)
  const bulk = await person.post(`${resource.path}/bulk`, {
    atomic: false,
    operations: [{ action: 'update', id, data: named }],
  })
  const { version } = (await business.owner.get(path)).body.data
  const reverted = await person.post(`${path}/revert`, { version: 1 })
  const after = (await business.owner.get(path)).body.data
  return [
    !isRefused(changed) && `PATCH with it answers ${changed.status}`,
    bulk.body.data.results[0].error?.rule !== 'access.field-hidden' && 'bulk',
    reverted.status >= 400 && `revert answers ${reverted.status} at ${version}`,
    has(reverted.body.data, subject) && 'revert',
    JSON.stringify(valueIn(after, field)) !== JSON.stringify(value) && 'revert changes it',
  ]
}

async function inTrail(subject: Subject): Promise<Leaks> {
  const { person, path, field, id, resource } = subject
  const history = await person.get(`${path}/history?limit=100`)
  const audit = await person.get(`/audit?resourceType=${resource.name}&resourceId=${id}&limit=100`)
  const events = await person.get(`/events?subjectId=${id}&limit=100`)
  const shows = ({ changes }: { changes: object | null }) => has(changes ?? undefined, subject)
  const payloads: { record?: object; changedFields?: string[] }[] = events.body.data.map(
    ({ payload }: { payload: object }) => payload,
  )
  return [
    history.body.data.length === 0 && 'there is no history',
    history.body.data.some(shows) && 'history',
    audit.body.data.length === 0 && 'there is no trail',
    audit.body.data.some(shows) && 'audit',
    payloads.length === 0 && 'there are no events',
    payloads.some(({ record }) => has(record, subject)) && 'events',
    payloads.some(({ changedFields }) => changedFields?.includes(field)) && 'changedFields of events',
  ]
}

async function inFiles({ person, resource, field, business }: Subject): Promise<Leaks> {
  const of = (key: string) => key === field || key.startsWith(`${field}.`)
  const whole = await business.owner.post('/exports', { resource: resource.name, format: 'csv' })
  const made = await person.post('/exports', { resource: resource.name, format: 'csv' })
  const columns: string[] = made.body.data.columns
  const hidden: string[] = whole.body.data.columns.filter(of)
  const asked = hidden[0]
    ? await person.post('/exports', { resource: resource.name, format: 'csv', columns: hidden })
    : undefined
  await runJobs(business.app)
  const file = await person.get(`/exports/${made.body.data.id}/download`)
  const theirs = await person.get(`/exports/${whole.body.data.id}`)
  const upload = await person.upload(`/imports?resource=${resource.name}`, 'Id,Other\n1,2\n')
  return [
    columns.some(of) && 'export',
    file.status !== 200 && `the file answers ${file.status}`,
    file.text.split('\n')[0]?.split(',').length !== columns.length && 'the columns of the file',
    asked && asked.status < 400 && 'export by name',
    theirs.status !== 404 && "somebody else's export",
    upload.body.data.fields.some(({ key }: { key: string }) => of(key)) && 'import',
    upload.body.data.keys.some(({ key }: { key: string }) => of(key)) && 'the key of an import',
  ]
}

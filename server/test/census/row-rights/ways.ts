import { type Answer, withApiKey } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'
import { peopleTold } from '#test/kit/people-told.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { newWebhook } from '#test/kit/webhooks.ts'
import { inputsOf } from '../world/business.ts'
import { madeBy, nameIn, type Subject } from './subject.ts'

type Leaks = (string | false | undefined)[]

/** Every way in which somebody else's record shows itself to the person, or lets itself be changed, by name. */
export async function leaksOf(subject: Subject): Promise<string[]> {
  const found: Leaks[] = [
    await byItsId(subject),
    await inLists(subject),
    await inWrites(subject),
    await inTrail(subject),
    await onIt(subject),
    await inFiles(subject),
    await inNews(subject),
    await forKeys(subject),
  ]
  return found.flat().filter((leak): leak is string => typeof leak === 'string')
}

const isNothing = ({ status, body }: Answer) => status === 404 && body.rule === 'record.not-found'
const idsOf = ({ body }: Answer): string[] => (body?.data ?? []).map(({ id }: { id: string }) => id)

async function byItsId({ person, resource, mine, theirs }: Subject): Promise<Leaks> {
  const path = `${resource.path}/${theirs.id}`
  return [
    (await person.get(`${resource.path}/${mine.id}`)).status !== 200 && 'their own record is kept from them',
    !isNothing(await person.get(path)) && 'GET',
    !isNothing(await person.get(`${path}?expand=can`)) && 'GET with expand',
    !isNothing(await person.get(`${path}/history`)) && 'history',
  ]
}

/** Lists, counts, filters, sorts, searches, the trash. */
async function inLists({ business, person, resource, mine, theirs }: Subject): Promise<Leaks> {
  const { sorts } = resource.schemas.list
  const asked = ['', ...sorts.map((sort) => `&sort=${sort}`), ...sorts.map((sort) => `&sort=-${sort}`)]
  asked.push(`&search=${business.marker}`, '&fields=id', '&createdAfter=2020-01-01T00:00:00Z', '&trashed=true')
  const leaks: Leaks = []
  for (const query of asked) {
    const answer = await person.get(`${resource.path}?limit=100${query}`)
    const ids = idsOf(answer)
    const isOfTrash = query.includes('trashed')
    leaks.push(ids.includes(theirs.id) && `list ${query}`)
    leaks.push(!isOfTrash && !ids.includes(mine.id) && `the list ${query} does not have their own`)
    leaks.push(answer.body.pagination.total !== (isOfTrash ? 0 : 1) && `count ${query}`)
  }
  const everywhere = await person.get(`/search?q=${encodeURIComponent(nameIn(theirs, business.marker))}&limit=20`)
  leaks.push(everywhere.text.includes(theirs.id) && 'search across everything')
  return leaks
}

async function inWrites({ business, person, resource, theirs }: Subject): Promise<Leaks> {
  const path = `${resource.path}/${theirs.id}`
  const before = JSON.stringify((await business.owner.get(path)).body.data)
  const { id } = theirs
  const data = await inputsOf(resource.name).change(business)
  const operations = [
    { action: 'update', id, data },
    { action: 'trash', id },
    { action: 'restore', id },
  ]
  const bulk = await person.post(`${resource.path}/bulk`, { atomic: false, operations })
  return [
    !isNothing(await person.patch(path, data)) && 'PATCH',
    !isNothing(await person.patch(path, data, { 'if-match': '"999"' })) && 'a stale PATCH',
    !isNothing(await person.delete(path)) && 'DELETE',
    !isNothing(await person.delete(`${path}?permanent=true`)) && 'DELETE for good',
    !isNothing(await person.post(`${path}/restore`)) && 'restore',
    !isNothing(await person.post(`${path}/revert`, { version: 1 })) && 'revert',
    bulk.body.data.results.some(({ status }: { status: number }) => status !== 404) && 'bulk',
    JSON.stringify((await business.owner.get(path)).body.data) !== before && 'it was changed',
  ]
}

async function inTrail({ business, person, resource, theirs }: Subject): Promise<Leaks> {
  const of = `resourceType=${resource.name}&resourceId=${theirs.id}`
  const entries = await business.owner.get(`/audit?${of}`)
  const [entry] = idsOf(entries)
  const after = (await business.owner.get('/events?limit=1')).body.data[0]?.cursor
  const events = await person.get(`/events?subjectId=${theirs.id}`)
  return [
    entry === undefined && 'there is no trail',
    (await person.get(`/audit?${of}`)).body.data.length > 0 && 'audit',
    (await person.get('/audit?limit=100')).text.includes(theirs.id) && 'the whole audit',
    !isNothing(await person.get(`/audit/${entry}`)) && 'an audit entry',
    after === undefined && 'there are no events',
    events.body.data.length > 0 && 'events',
    (await person.get('/events?limit=100')).text.includes(theirs.id) && 'the newest events',
    (await person.get('/events?after=0.0&limit=200')).text.includes(theirs.id) && 'the event log',
  ]
}

/** What hangs on it: comments, files, mentions, tasks. */
async function onIt({ business, person, resource, theirs }: Subject): Promise<Leaks> {
  const path = `/records/${resource.name}/${theirs.id}`
  const upload = { 'content-type': 'application/octet-stream' }
  const file = (await person.upload('/files?fileName=mine.txt', 'mine', upload)).body.data
  const foreign = (await business.owner.upload('/files?fileName=theirs.txt', business.marker, upload)).body.data
  const put = await business.owner.post(`${path}/attachments`, { fileId: foreign.id })
  const mentioned = { body: 'Look', mentionIds: [person.userId] }
  const comment = await business.owner.post(`${path}/comments`, mentioned)
  await peopleTold(business.app, business)
  return [
    put.status !== 201 && `the owner puts no file on it: ${put.text}`,
    comment.status !== 201 && `the owner does not comment on it: ${comment.text}`,
    !isNothing(await person.get(`${path}/comments`)) && 'comments',
    !isNothing(await person.post(`${path}/comments`, { body: 'Me, too', mentionIds: [] })) && 'commenting',
    !isNothing(await person.delete(`/comments/${comment.body.data?.id}`)) && "deleting somebody's comment",
    !isNothing(await person.get(`${path}/attachments`)) && 'attachments',
    !isNothing(await person.post(`${path}/attachments`, { fileId: file.id })) && 'attaching',
    !isNothing(await person.delete(`/attachments/${put.body.data?.id}`)) && 'taking off a file',
    (await person.get('/files?limit=100')).text.includes(foreign.id) && 'files',
    !isNothing(await person.get(`/files/${foreign.id}`)) && 'a file on it',
    (await person.get('/mentions')).text.includes(theirs.id) && 'mentions',
    (await person.get('/notifications')).text.includes(theirs.id) && 'notifications',
  ]
}

async function inFiles({ business, person, resource, theirs }: Subject): Promise<Leaks> {
  const ask = (caller: typeof person) => caller.post('/exports', { resource: resource.name, format: 'csv' })
  const chosen = await person.post('/exports', { resource: resource.name, format: 'csv', ids: [theirs.id] })
  const whole = await ask(business.owner)
  const made = await ask(person)
  await runJobs(business.app)
  const export_ = (await person.get(`/exports/${made.body.data.id}`)).body.data
  const file = await person.get(`/exports/${made.body.data.id}/download`)
  return [
    chosen.status !== 400 && `export by id answers ${chosen.status}`,
    export_.rows !== 1 && `the export has ${export_.rows} rows`,
    file.status !== 200 && `the file answers ${file.status}`,
    hasName(file.text, theirs, business.marker) && 'export',
    (await person.get(`/exports/${whole.body.data.id}`)).status !== 404 && "somebody else's export",
    (await person.get(`/exports/${whole.body.data.id}/download`)).status !== 404 && "somebody else's file",
  ]
}

export function hasName(text: string, record: unknown, marker: string): boolean {
  const name = nameIn(record, marker)
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return name !== '' && new RegExp(`${escaped}(?!\\d)`).test(text)
}

/** Live updates, and what a webhook of theirs would be sent. */
async function inNews(subject: Subject): Promise<Leaks> {
  const { business, person, resource, theirs } = subject
  const { app, owner } = business
  const address = app.server.listeningOrigin
  const stream = await EventStream.open(`${address}/api/events/stream`, person.headers)
  const webhook = await newWebhook(person, { url: 'https://hooks.example.com/rows', topics: ['*'] })
  await owner.patch(`${resource.path}/${theirs.id}`, await inputsOf(resource.name).change(business))
  await owner.post(`/records/${resource.name}/${theirs.id}/comments`, { body: 'Once more', mentionIds: [] })
  // Committed after theirs: when it arrives, theirs would have.
  const last = await madeBy(person, business, resource)
  await stream.until(({ data }) => data.subjectId === last.id)
  stream.close()
  await person.post(`/webhooks/${webhook.id}/recover`, { since: '2020-01-01T00:00:00Z' })
  await runJobs(app)
  const sent = await business.asAdmin('select body from webhook_deliveries where endpoint_id = $1', [webhook.id])
  const bodies = sent.map(({ body }) => String(body))
  await person.delete(`${resource.path}/${last.id}?permanent=true`)
  return [
    JSON.stringify(stream.messages).includes(theirs.id) && 'live updates',
    !bodies.some((body) => body.includes(last.id)) && 'the webhook got nothing of their own',
    bodies.some((body) => body.includes(theirs.id)) && 'webhooks',
  ]
}

async function forKeys({ business, person, resource, mine, theirs }: Subject): Promise<Leaks> {
  const key = await withApiKey(business.app, person, [`${resource.name}.read` as never])
  const ids = idsOf(await key.get(`${resource.path}?limit=100`))
  return [
    !isNothing(await key.get(`${resource.path}/${theirs.id}`)) && 'a key of theirs',
    ids.includes(theirs.id) && 'the list of a key',
    !ids.includes(mine.id) && 'a key does not see what is its maker’s own',
  ]
}

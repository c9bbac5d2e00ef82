import { ALL_PERMISSIONS, type Permission, ROLES } from '@groundwork/contract/permissions.ts'
import type { RowLimits } from '@groundwork/contract/platform/roles.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { Importer, newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'

// That rows are kept on every way is in census/row-rights.test.ts; here is what own, and less than all, mean.

const app = await testApp()
let owner: Caller
beforeAll(async () => {
  owner = await signedIn(app)
})

const OWN_TASKS = { 'office.tasks': { read: 'own' } } as const
const OWN_CHANGES = { 'office.customers': { update: 'own', delete: 'own' } } as const

async function withRows(rows: RowLimits, permissions: readonly Permission[] = ALL_PERMISSIONS): Promise<Caller> {
  return signedIn(app, (await newRole(owner, { permissions, rows })).id, owner.tenantId)
}

const newTask = async (by: Caller, more: object = {}) =>
  (await by.post('/tasks', { title: 'Sweep the yard', ...more })).body.data

describe('what is one’s own', () => {
  it('a task is whose it is assigned to and whose made it, until it is handed over', async () => {
    const person = await withRows(OWN_TASKS)
    const made = await newTask(person)
    const assigned = await newTask(owner, { assigneeId: person.userId })
    const other = await newTask(owner)
    const { body } = await person.get('/tasks?sort=createdAt')
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([made.id, assigned.id])
    expect(body.pagination.total).toBe(2)
    expect((await person.get(`/tasks/${other.id}`)).status).toBe(404)
    expect((await person.patch(`/tasks/${assigned.id}`, { assigneeId: owner.userId })).status).toBe(200)
    expect((await person.get(`/tasks/${assigned.id}`)).status).toBe(404)
  })

  it('a key works with what is its maker’s own, and with what it made itself', async () => {
    const person = await withRows(OWN_TASKS)
    const key = await withApiKey(app, person, ['office.tasks.read', 'office.tasks.create'])
    const [mine, itsOwn, other] = [await newTask(person), await newTask(key), await newTask(owner)]
    const seen = await Promise.all([mine, itsOwn, other].map(({ id }) => key.get(`/tasks/${id}`)))
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 404])
  })
})

describe('a role whose writing alone is limited', () => {
  it('403: changes nobody else’s, and is told so; 404 is for what is not seen', async () => {
    const person = await withRows(OWN_CHANGES)
    const { id } = await newCustomer(owner)
    const { status, body } = await person.patch(`/customers/${id}`, { notes: 'Mine now' })
    expect([status, body.rule]).toEqual([403, 'access.row-not-own'])
    expect(body.detail).toContain('made by them')
    const mine = await newCustomer(person)
    expect((await person.patch(`/customers/${mine.id}`, { notes: 'Mine' })).status).toBe(200)
  })

  it('an import refuses the rows of others one by one', async () => {
    const person = await withRows(OWN_CHANGES)
    const [mine, theirs] = [await newCustomer(person), await newCustomer(owner)]
    const importer = new Importer(app, person)
    const file = `Id,Notes\n${mine.id},Changed\n${theirs.id},Changed\n`
    const id = await importer.uploaded(file, { resource: 'office.customers', fileName: 'customers.csv' })
    await person.patch(`/imports/${id}`, { mode: 'update', updateKey: 'id' })
    const run = await importer.step(id, 'run')
    expect(run).toMatchObject({ updated: 1, failed: 1 })
    expect(await importer.messagesOf(id)).toEqual([expect.stringContaining('made by them')])
    expect((await owner.get(`/customers/${theirs.id}`)).body.data.notes).not.toBe('Changed')
  })
})

describe('giving rows', () => {
  it('400: names records and actions there are not', async () => {
    const rows = { 'no.where': { read: 'own' }, 'office.automations': { read: 'own' } }
    const answer = await owner.post('/roles', { name: 'Wrong', permissions: [], rows })
    expect(answer.body.details.map(({ field }: { field: string }) => field)).toEqual(['rows.no.where'])
    const unknown = await owner.post('/roles', {
      name: 'Wrong',
      permissions: [],
      rows: { 'office.tasks': { fly: 'own' } },
    })
    expect(unknown.status).toBe(400)
  })

  it('403: own is less than all, and nobody gives more than they have', async () => {
    const permissions = ['platform.roles.update', 'office.tasks.read', 'office.tasks.update'] as const
    const person = await withRows(OWN_TASKS, permissions)
    const give = (more: object) => person.post('/roles', { name: `R ${Math.random()}`, permissions, ...more })
    expect((await give({})).body.rule).toBe('access.role-too-high')
    expect((await give({ rows: { 'office.tasks': { update: 'own' } } })).body.rule).toBe('access.role-too-high')
    expect((await give({ rows: OWN_TASKS })).status).toBe(201)
    expect((await give({ permissions: ['platform.roles.update'] })).status).toBe(201)
  })

  it('looking through the role shows what it would show', async () => {
    const { permissions } = ROLES.admin
    const role = await newRole(owner, { permissions, rows: OWN_TASKS })
    const manager = await signedIn(app, 'admin', owner.tenantId)
    const other = await newTask(owner)
    expect((await manager.get(`/tasks/${other.id}`)).status).toBe(200)
    expect((await manager.post('/auth/view-as', { role: role.id })).status).toBe(200)
    expect((await manager.get(`/tasks/${other.id}`)).status).toBe(404)
    expect((await manager.get('/auth/me')).body.data.rows).toEqual(OWN_TASKS)
  })
})

describe('GET /roles/who-may', () => {
  it('says whose own alone, and names nobody for a record that is not theirs', async () => {
    const person = await withRows(OWN_TASKS)
    const [mine, other] = [await newTask(person), await newTask(owner)]
    const reasonFor = async (recordId: string) => {
      const { body } = await owner.get(`/roles/who-may?permission=office.tasks.update&recordId=${recordId}`)
      return body.data.people.find(({ id }: { id: string }) => id === person.userId)?.reason
    }
    expect(await reasonFor(mine.id)).toContain('only those assigned to them or made by them; this is one')
    expect(await reasonFor(other.id)).toBeUndefined()
  })
})

describe('a role that is narrowed', () => {
  it('403: takes along files that were made when more was seen, and links to them', async () => {
    const role = await newRole(owner, { permissions: ALL_PERMISSIONS })
    const person = await signedIn(app, role.id, owner.tenantId)
    await newTask(owner)
    const { id } = (await person.post('/exports', { resource: 'office.tasks', format: 'csv' })).body.data
    await runJobs(app)
    const { url } = (await person.post(`/exports/${id}/link`)).body.data
    expect((await person.get(`/exports/${id}/download`)).status).toBe(200)
    const narrowed = await owner.patch(`/roles/${role.id}`, { rows: OWN_TASKS }, { 'if-match': '"1"' })
    expect(narrowed.status, narrowed.text).toBe(200)
    const answers = [
      await person.get(`/exports/${id}/download`),
      await anonymous(app).get(url.slice(url.indexOf('/api') + 4)),
    ]
    expect(answers.map(({ body }) => body.rule)).toEqual(['access.row-not-own', 'access.row-not-own'])
  })
})

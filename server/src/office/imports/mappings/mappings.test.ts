import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
})

const HEADERS = 'Konto,Ansprechpartner,Bemerkung'
const file = (name: string, headers = HEADERS) => `${headers}\n${name},Ana,"from the old program"\n`

async function uploaded(content: string | Buffer, by = owner) {
  const { data } = (await by.upload('/imports?resource=office.customers', content)).body
  await runJobs(app)
  return (await by.get(`/imports/${data.id}`)).body.data
}

const fieldsOf = (record: { columns: { mapsTo: string | null }[] }) => record.columns.map(({ mapsTo }) => mapsTo)

async function saved(by = owner, headers = HEADERS, name = 'Old program') {
  const { id } = await uploaded(file('First', headers), by)
  const mapping = headers.split(',').map((header) => ({ Konto: 'businessName', Bemerkung: 'notes' })[header] ?? null)
  await by.patch(`/imports/${id}`, { mapping, mode: 'create', onError: 'abort' })
  return by.post('/import-mappings', { importId: id, name })
}

describe('POST /import-mappings', () => {
  it('201: the next file with the same headers, in any order, is mapped alike', async () => {
    const { status, body } = await saved()
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      name: 'Old program',
      resource: 'office.customers',
      onError: 'abort',
      usedAt: null,
    })
    const next = await uploaded(file('Second', 'bemerkung,KONTO,Ansprechpartner'))
    expect(fieldsOf(next)).toEqual(['notes', 'businessName', null])
    expect(next).toMatchObject({
      savedMapping: { id: body.data.id, name: 'Old program' },
      onError: 'abort',
      mode: 'create',
    })
    const other = await uploaded(file('Third', 'Konto,Ansprechpartner,Etwas'))
    expect(other.savedMapping).toBeNull()
    const [listed] = (await owner.get('/import-mappings')).body.data
    expect(listed.usedAt).not.toBeNull()
  })

  it('a colleague’s file follows it, another tenant’s does not', async () => {
    const headers = 'Konto,Bemerkung,Zwei'
    await saved(owner, headers)
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect((await uploaded(file('By clerk', headers), clerk)).savedMapping).not.toBeNull()
    expect((await uploaded(file('Elsewhere', headers), await signedIn(app))).savedMapping).toBeNull()
  })

  it('what is mapped otherwise follows it no more; saved again it replaces the old one', async () => {
    const headers = 'Konto,Bemerkung,Drei'
    const first = (await saved(owner, headers)).body.data
    const next = await uploaded(file('Changed', headers))
    const changed = await owner.patch(`/imports/${next.id}`, { mapping: ['lastName', 'notes', null] })
    expect(changed.body.data.savedMapping).toBeNull()
    const again = (await owner.post('/import-mappings', { importId: next.id, name: 'Newer' })).body.data
    expect(again).toMatchObject({ id: first.id, name: 'Newer', version: first.version + 1 })
    expect(fieldsOf(await uploaded(file('Last', headers)))).toEqual(['lastName', 'notes', null])
  })

  it('403: needs the permission to import such records', async () => {
    const { id } = await uploaded(file('Looked at'))
    const dispatcher = await signedIn(app, 'viewer', owner.tenantId)
    expect((await dispatcher.post('/import-mappings', { importId: id, name: 'Mine' })).status).toBe(404)
    const viewer = await signedIn(app, 'driver', owner.tenantId)
    expect((await viewer.get('/import-mappings')).body.data).toEqual([])
  })
})

describe('PATCH and DELETE /import-mappings/:id', () => {
  it('renames, and forgets; imports that followed it stay as they are', async () => {
    const headers = 'Konto,Bemerkung,Vier'
    const { id, version } = (await saved(owner, headers)).body.data
    const renamed = await owner.patch(`/import-mappings/${id}`, { name: 'Renamed' }, { 'if-match': `"${version}"` })
    expect(renamed.body.data).toMatchObject({ name: 'Renamed', version: version + 1 })
    expect((await owner.patch(`/import-mappings/${id}`, { name: 'Late' }, { 'if-match': `"${version}"` })).status).toBe(
      412,
    )
    const following = await uploaded(file('Follows', headers))
    expect((await owner.delete(`/import-mappings/${id}`)).status).toBe(204)
    const after = (await owner.get(`/imports/${following.id}`)).body.data
    expect(after.savedMapping).toBeNull()
    expect(fieldsOf(after)).toEqual(fieldsOf(following))
  })
})

describe('a mended error file', () => {
  it.each(['csv', 'xlsx'])('as %s keeps the mapping of its upload, and brings what was missing', async (format) => {
    const headers = `Konto,Bemerkung,Mail ${format}`
    const { id } = await uploaded(`${headers}\nGood ${format},fine,ana@example.com\nBad ${format},=2+3,nonsense\n`)
    await owner.patch(`/imports/${id}`, { mapping: ['businessName', 'notes', 'email'], mode: 'create' })
    await owner.post('/import-mappings', { importId: id, name: `Mended ${format}` })
    await owner.post(`/imports/${id}/run`)
    await runJobs(app)
    expect((await owner.get(`/imports/${id}`)).body.data).toMatchObject({ created: 1, failed: 1 })
    const { bytes, headers: sent } = await owner.get(`/imports/${id}/errors.${format}`)
    expect(sent['content-disposition']).toContain(`-errors.${format}`)
    const mended = await uploaded(bytes)
    expect(mended).toMatchObject({ savedMapping: { name: `Mended ${format}` }, rows: format === 'xlsx' ? 1 : null })
    expect(fieldsOf(mended)).toEqual(['businessName', 'notes', 'email', null])
    await owner.patch(`/imports/${mended.id}`, { mapping: ['businessName', 'notes', null, null] })
    await owner.post(`/imports/${mended.id}/run`)
    await runJobs(app)
    expect((await owner.get(`/imports/${mended.id}`)).body.data).toMatchObject({ created: 1, failed: 0 })
    const [made] = (await owner.get(`/customers?search=${encodeURIComponent(`Bad ${format}`)}`)).body.data
    expect(made.notes).toBe('=2+3')
  })
})

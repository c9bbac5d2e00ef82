import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn, withApiKey } from '#test/kit/callers.ts'
import { binLine, binsFile, countRows, Importer, newCode, newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
const owner = await signedIn(app)
const owners = new Importer(app, owner)

describe('POST /imports/:id/run', () => {
  it('creates and updates, each row with its history and event', async () => {
    const { id: customerId, name } = await newCustomer(owner)
    const [made, changed] = [newCode(), newCode()]
    await owner.post('/waste/bins', {
      customerId,
      binType: 'organic',
      size: 'small',
      location: { latitude: 1, longitude: 1, address: 'Old St', notes: 'Gate 4' },
      qrCode: changed,
      notes: 'keep me',
    })
    const id = await owners.uploaded(binsFile(binLine(made, name, { rfid: `e2${Date.now()}` }), binLine(changed, name)))

    expect(await owners.step(id, 'run')).toMatchObject({
      state: 'finished',
      rows: 2,
      created: 1,
      updated: 1,
      failed: 0,
      can: { undo: true, run: false },
    })

    const bin = await owners.binOf(made)
    expect(bin).toMatchObject({
      customerId,
      binType: 'recycling',
      status: 'empty',
      version: 1,
      createdBy: owner.userId,
    })
    expect(bin.rfidTag).toMatch(/^E2\d+$/)
    expect(await owners.binOf(changed)).toMatchObject({
      binType: 'recycling',
      notes: 'keep me',
      version: 2,
      location: { latitude: 39.96, notes: 'Gate 4' },
    })
    const history = (await owner.get(`/waste/bins/${(await owners.binOf(changed)).id}/history`)).body.data
    expect(history[0]).toMatchObject({
      action: 'waste.bin.updated',
      version: 2,
      changes: { binType: { before: 'organic', after: 'recycling' } },
    })
    expect(await countRows(app, `events where type = 'waste.bin.created' and subject_id = '${bin.id}'`)).toBe(1)
    expect(await countRows(app, `events where type = 'import.finished' and subject_id = '${id}'`)).toBe(1)
    expect(await countRows(app, `audit_entries where action = 'import.finished' and resource_id = '${id}'`)).toBe(1)
    expect(
      (await owner.get('/waste/bins?search=broad')).body.data.map((one: { qrCode: string }) => one.qrCode),
    ).toContain(made)
  })

  it('customers: national phone numbers, guessed kinds, addresses in parts, names unique as through the API', async () => {
    const name = `Brewery ${randomUUID()}`
    const person = `Diaz ${randomUUID()}`
    await newCustomer(owner, `Taken ${name}`)
    const file = `Company,First name,Last name,Email,Phone,Address,City,State,Zip,Tags\n${name},,,A@Example.com,(614) 555-0123,1 Main St,Columbus,OH,43215,downtown; priority\n,Ana,${person},,,,,,,\nTAKEN ${name.toUpperCase()},,,,,,,,,\n,Only first,,,,,,,,\n`
    const id = await owners.uploaded(file, { resource: 'office.customers' })
    await owner.patch(`/imports/${id}`, { mode: 'create' })
    expect(await owners.step(id, 'run')).toMatchObject({ state: 'finished', created: 2, failed: 2 })
    const [found] = (await owner.get(`/customers?search=${encodeURIComponent(name)}&sort=-createdAt`)).body.data
    expect(found).toMatchObject({
      kind: 'business',
      phone: '+16145550123',
      tags: ['downtown', 'priority'],
      serviceAddress: { city: 'Columbus', zipCode: '43215', country: 'US' },
      notificationPreferences: { email: true },
    })
    expect((await owner.get(`/customers?search=${encodeURIComponent(person)}`)).body.data).toMatchObject([
      { kind: 'person', name: `Ana ${person}` },
    ])
    expect(await owners.errorsOf(id)).toEqual([
      {
        row: 4,
        problems: [
          {
            column: 'Company',
            value: `TAKEN ${name.toUpperCase()}`,
            message: 'There is a customer with this business name',
          },
        ],
      },
      { row: 5, problems: [{ column: 'Last name', value: null, message: 'A person needs a last name' }] },
    ])
  })

  it('an empty cell keeps what is there, or clears it where that is asked for', async () => {
    const { id: customerId, name } = await newCustomer(owner)
    const code = newCode()
    await owner.post('/waste/bins', {
      customerId,
      binType: 'organic',
      size: 'small',
      location: { latitude: 1, longitude: 1, address: 'x' },
      qrCode: code,
      fillPercent: 10,
    })
    const file = binsFile(binLine(code, name))
    await owners.step(await owners.uploaded(file), 'run')
    expect(await owners.binOf(code)).toMatchObject({ fillPercent: 10 })
    const clearing = await owners.uploaded(file)
    await owner.patch(`/imports/${clearing}`, { emptyCells: 'clear' })
    await owners.step(clearing, 'run')
    expect(await owners.binOf(code)).toMatchObject({ fillPercent: null, rfidTag: null, binType: 'recycling' })
  })

  it('abort: imports nothing unless every row is right', async () => {
    const { name } = await newCustomer(owner)
    const code = newCode()
    const id = await owners.uploaded(binsFile(binLine(code, name), binLine(newCode(), 'Nobody')))
    await owner.patch(`/imports/${id}`, { onError: 'abort' })
    expect(await owners.step(id, 'run')).toMatchObject({
      state: 'stopped',
      problem: expect.stringContaining('1 row is wrong'),
      failed: 1,
    })
    expect(await owners.binOf(code)).toBeUndefined()
    expect((await owners.errorsOf(id))[0]).toMatchObject({ row: 3 })
  })

  it('update: a row without its record is wrong, and a key that several have finds none', async () => {
    const [email, phone] = [`${randomUUID()}@example.com`, '+16145550199']
    for (const lastName of ['One', 'Two']) await owner.post('/customers', { kind: 'person', lastName, email, phone })
    const id = await owners.uploaded(`Email,Notes\n${email},x\n${randomUUID()}@example.com,x\n,x\n`, {
      resource: 'office.customers',
    })
    await owner.patch(`/imports/${id}`, { mode: 'update', updateKey: 'email' })
    expect(await owners.step(id, 'run')).toMatchObject({ updated: 0, failed: 3 })
    expect(
      (await owners.errorsOf(id)).map((row: { problems: { message: string }[] }) => row.problems[0]?.message),
    ).toEqual([
      '2 customers have this; choose another update key, or change them one by one',
      'There is no customer with this',
      'Is needed to find the customer',
    ])
  })

  it('goes on after a crash, and doubles nothing', async () => {
    const by = await signedIn(app)
    const { name } = await newCustomer(by)
    const codes = Array.from({ length: 2_500 }, newCode)
    const lines = [...codes.map((code) => binLine(code, name)), binLine('not a code', name)]
    const id = await new Importer(app, by).uploaded(binsFile(...lines))
    expect((await by.post(`/imports/${id}/run`)).status).toBe(202)

    // Clears, writes the first batch, has the table looked at, and dies in the second batch.
    await runJobs(app, { diesAtWrite: 4 })
    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'running', created: 1_000 })
    await runJobs(app)

    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({
      state: 'finished',
      rows: 2_501,
      created: 2_500,
      failed: 1,
    })
    const tenant = `tenant_id = '${by.tenantId}'`
    expect(await countRows(app, `waste_bins where ${tenant}`)).toBe(2_500)
    expect(await countRows(app, `events where ${tenant} and type = 'waste.bin.created'`)).toBe(2_500)
    expect(await countRows(app, `audit_entries where ${tenant} and action = 'waste.bin.created'`)).toBe(2_500)
    expect(await countRows(app, `import_row_errors where ${tenant}`)).toBe(1)
  }, 60_000)

  it('stops when it is cancelled, keeps what is done, and goes on when it is run again', async () => {
    const by = await signedIn(app)
    const { name } = await newCustomer(by)
    const id = await new Importer(app, by).uploaded(binsFile(binLine(newCode(), name)))
    await by.post(`/imports/${id}/run`)
    expect((await by.post(`/imports/${id}/cancel`)).body.data).toMatchObject({
      state: 'stopped',
      problem: 'It was cancelled',
      can: { run: true, undo: true },
    })
    expect(await new Importer(app, by).step(id, 'run')).toMatchObject({ state: 'finished', created: 1 })
  })

  it('has the rights of now, not of when it was asked for', async () => {
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const id = await new Importer(app, clerk).uploaded(`Business name\nShop ${randomUUID()}\n`, {
      resource: 'office.customers',
    })
    await clerk.post(`/imports/${id}/run`)
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update memberships set role = 'viewer' where user_id = $1", [clerk.userId]),
    )
    await runJobs(app)
    expect((await owner.get(`/imports/${id}`)).body.data).toMatchObject({
      state: 'stopped',
      created: 0,
      problem: expect.stringContaining('office.customers.import'),
    })
  })

  it('409: not twice, and not while something is under way', async () => {
    const { name } = await newCustomer(owner)
    const id = await owners.uploaded(binsFile(binLine(newCode(), name)))
    await owner.post(`/imports/${id}/check`)
    for (const move of ['check', 'run', 'undo'])
      expect((await owner.post(`/imports/${id}/${move}`)).body).toMatchObject({
        status: 409,
        rule: 'import.not-in-state',
      })
    expect((await owner.patch(`/imports/${id}`, { mode: 'create' })).status).toBe(409)
    await runJobs(app)
    await owners.step(id, 'run')
    for (const move of ['check', 'run', 'cancel']) expect((await owner.post(`/imports/${id}/${move}`)).status).toBe(409)
  })

  it('an API key imports what it may', async () => {
    const { name } = await newCustomer(owner)
    const key = await withApiKey(app, owner, ['waste.bins.import', 'waste.bins.read', 'office.customers.read'])
    const id = await new Importer(app, key).uploaded(binsFile(binLine(newCode(), name)))
    expect(await new Importer(app, key).step(id, 'run')).toMatchObject({ state: 'finished', created: 1 })
    expect((await new Importer(app, key).upload('Business name\nX\n', { resource: 'office.customers' })).status).toBe(
      403,
    )
  })
})

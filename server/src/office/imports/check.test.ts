import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { binLine, binsFile, countRows, Importer, newCode, newCustomer } from '#test/kit/imports.ts'

const app = await testApp()
const owner = await signedIn(app)
const owners = new Importer(app, owner)

describe('POST /imports/:id/check', () => {
  it('writes nothing but what it found, and says what would happen', async () => {
    const { id: customerId, name } = await newCustomer(owner)
    const [same, changed] = [newCode(), newCode()]
    const location = { latitude: 39.96, longitude: -82.99, address: '120 E Broad St, Columbus' }
    for (const qrCode of [same, changed])
      await owner.post('/waste/bins', { customerId, binType: 'recycling', size: 'medium', location, qrCode })
    const file = binsFile(
      binLine(newCode(), name),
      binLine(same, name),
      binLine(changed, name, { fill: '60%' }),
      binLine(newCode(), 'Nobody Ever'),
      binLine(newCode(), name, { type: 'unicorn', lat: '139' }),
    )
    const tables = [
      'waste_bins',
      "audit_entries where action not like 'import.%'",
      "events where type not like 'job.%'",
    ]
    const id = await owners.uploaded(file)
    const counts = () => Promise.all(tables.map((table) => countRows(app, table)))
    const before = await counts()

    const checked = await owners.step(id, 'check')

    expect(checked).toMatchObject({ state: 'checked', rows: 5, created: 1, updated: 1, unchanged: 1, failed: 2 })
    expect(checked.sample).toMatchObject([
      { row: 2, action: 'create', id: null },
      { row: 4, action: 'update', changes: { fillPercent: { before: null, after: 60 } } },
    ])
    expect(await owners.errorsOf(id)).toEqual([
      {
        row: 5,
        problems: [
          {
            column: 'Customer',
            value: 'Nobody Ever',
            message: "There is no customer 'Nobody Ever'; import the customers first, or check the spelling",
          },
        ],
      },
      {
        row: 6,
        problems: [
          { column: 'Type', value: 'unicorn', message: 'Use one of standard, recycling, organic, hazardous' },
          { column: 'Lat', value: '139', message: 'Between -90 and 90' },
        ],
      },
    ])
    expect(await counts()).toEqual(before)
  })

  it('finds what stands twice in the file, and names both rows', async () => {
    const { name } = await newCustomer(owner)
    const [code, rfid] = [newCode(), `E200${Date.now()}`]
    const id = await owners.uploaded(
      binsFile(
        binLine(code, name),
        binLine(newCode(), name, { rfid }),
        '',
        binLine(code, name),
        binLine(newCode(), name, { rfid: rfid.toLowerCase() }),
      ),
    )
    expect(await owners.step(id, 'check')).toMatchObject({ created: 2, failed: 2 })
    expect(await owners.errorsOf(id)).toEqual([
      { row: 5, problems: [{ column: 'QR code', value: code, message: 'Stands in row 2 already' }] },
      { row: 6, problems: [{ column: 'RFID', value: rfid.toLowerCase(), message: 'Stands in row 3 already' }] },
    ])
  })

  it('finds what another record has already', async () => {
    const { id: customerId, name } = await newCustomer(owner)
    const rfidTag = `E2${Date.now()}`
    await owner.post('/waste/bins', {
      customerId,
      binType: 'organic',
      size: 'small',
      location: { latitude: 1, longitude: 1, address: 'x' },
      rfidTag,
    })
    const id = await owners.uploaded(binsFile(binLine(newCode(), name, { rfid: rfidTag })))
    expect(await owners.step(id, 'check')).toMatchObject({ failed: 1 })
    expect((await owners.errorsOf(id))[0].problems).toEqual([
      { column: 'RFID', value: rfidTag, message: 'Another bin has this RFID tag' },
    ])
  })

  it('a row with more cells than the header, or with characters nobody can store, is told as such', async () => {
    const { name } = await newCustomer(owner)
    // Behind what is looked at to tell text from data.
    const padding = '\n'.repeat(12_000)
    const id = await owners.uploaded(
      binsFile(`${binLine(newCode(), name)},surplus`, padding, binLine(newCode(), `x\0${name}`)),
    )
    await owners.step(id, 'check')
    const messages = (await owners.errorsOf(id)).map(
      (row: { problems: { message: string }[] }) => row.problems[0]?.message,
    )
    expect(messages).toEqual([
      'The row has more cells than the header; is a quotation mark missing?',
      'Contains characters that cannot be stored',
    ])
  })

  it('another tenant’s customers are nobody’s', async () => {
    const theirs = await newCustomer(await signedIn(app))
    const id = await owners.uploaded(binsFile(binLine(newCode(), theirs.name), binLine(newCode(), theirs.id)))
    expect(await owners.step(id, 'check')).toMatchObject({ created: 0, failed: 2 })
  })
})

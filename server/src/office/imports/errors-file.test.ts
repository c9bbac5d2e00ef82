import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { BINS, binLine, binsFile, Importer, newCode, newCustomer } from '#test/kit/imports.ts'

const app = await testApp()
const owner = await signedIn(app)
const owners = new Importer(app, owner)

describe('GET /imports/:id/errors.csv', () => {
  it('gives the wrong rows back, to mend and upload again', async () => {
    const { name } = await newCustomer(owner)
    const good = newCode()
    const mended = newCode()
    const id = await owners.uploaded(
      binsFile(binLine(good, name), `${mended},,=cmd,recycling,medium,-39.9,-82.99,"1 ""A"" St",`),
    )
    await owners.step(id, 'run')
    const file = await owner.get(`/imports/${id}/errors.csv`)
    expect(file.headers['content-disposition']).toContain('attachment; filename="bins-errors.csv"')
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.text).toBe(
      `\uFEFF${BINS},Problems\r\n${mended},,'=cmd,recycling,medium,-39.9,-82.99,"1 ""A"" St",,"Customer: There is no customer '=cmd'; import the customers first, or check the spelling"\r\n`,
    )
    const again = await owners.uploaded(file.text.replace("'=cmd", name))
    expect(await owners.step(again, 'run')).toMatchObject({ created: 1, failed: 0 })
    expect((await owners.binOf(mended)).location).toMatchObject({ latitude: -39.9, address: '1 "A" St' })
  })
})

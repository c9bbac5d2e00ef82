import { beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { WIDE_FROM } from '#platform/resource/list-statement.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'

let app: TestApp
let owner: Caller

// In town all but every tenth, which stand 200 km to the north.
const COUNT = WIDE_FROM + 300
const isInTown = (number: number) => number % 10 !== 0

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  const { body } = await owner.post('/customers', { kind: 'business', businessName: 'Town' })
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      `insert into waste_bins (tenant_id, id, customer_id, bin_type, size, status, latitude, longitude, address, qr_code, fill_percent, search_text)
       select $1, gen_random_uuid(), $2, 'standard', 'small', 'full', case when n % 10 = 0 then 41.8 else 39.96 end, -83,
         n || ' Broad St', 'B-' || lpad(n::text, 5, '0'), n % 100, ' '
       from generate_series(1, ${COUNT}) n`,
      [owner.tenantId, body.data.id],
    ),
  )
})

const numbers = Array.from({ length: COUNT }, (_, index) => index + 1)
const codeOf = (number: number) => `B-${String(number).padStart(5, '0')}`

async function codes(query: string): Promise<{ total: number; codes: string[]; cursor: string | null }> {
  const { status, body } = await owner.get(`/waste/bins?near=39.96,-83.00&fields=id,qrCode&${query}`)
  expect(status).toBe(200)
  const found = body.data.map(({ qrCode }: { qrCode: string }) => qrCode)
  return { total: body.pagination.total, codes: found, cursor: body.pagination.nextCursor }
}

describe('GET /waste/bins?near=', () => {
  it('200: around a whole town, in the order of another column, page by page', async () => {
    const inTown = numbers.filter(isInTown)
    const first = await codes('radiusKm=50&sort=qrCode&limit=100')
    expect(first.codes).toEqual(inTown.slice(0, 100).map(codeOf))
    expect(first.total).toBe(inTown.length)
    const second = await codes(`radiusKm=50&sort=qrCode&limit=100&cursor=${first.cursor}`)
    expect(second.codes).toEqual(inTown.slice(100, 200).map(codeOf))
  })

  it('200: a circle that holds few is found by place', async () => {
    const away = numbers.filter((number) => !isInTown(number))
    const { status, body } = await owner.get('/waste/bins?near=41.8,-83&radiusKm=1&sort=-qrCode&limit=5&fields=qrCode')
    expect(status).toBe(200)
    expect(body.data.map(({ qrCode }: { qrCode: string }) => qrCode)).toEqual(away.slice(-5).reverse().map(codeOf))
    expect(body.pagination.total).toBe(away.length)
  })
})

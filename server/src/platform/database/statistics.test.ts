import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { withConnection } from './connection.ts'
import { Database } from './database.ts'
import { analyzeTable, findEstimate } from './statistics.queries.ts'
import { GrowingTable } from './statistics.ts'

const { serviceUrl, adminUrl } = await testDatabase()
const database = new Database({ url: serviceUrl, poolSize: 2, onError: () => {} })
afterAll(() => database.close())

const tenantId = randomUUID()
const scope = { tenantId, actorId: null }
const estimate = async () => (await database.read(scope, (tx) => findEstimate(tx, { table: 'customers' })))?.rows

async function addCustomers(count: number): Promise<void> {
  await withConnection(adminUrl, async (client) => {
    await client.query(`insert into tenants (id, name, slug) values ($1, 'Hauler', 'hauler') on conflict do nothing`, [
      tenantId,
    ])
    await client.query(
      `insert into customers (tenant_id, id, kind, name, last_name, name_norm, search_text)
       select $1, gen_random_uuid(), 'person', 'x', 'x', 'x', ' x' from generate_series(1, $2::int)`,
      [tenantId, count],
    )
  })
}

describe('GrowingTable', () => {
  it('has the planner look again once the table has doubled, and not before', async () => {
    const table = new GrowingTable('customers')
    const note = (added: number) => database.write(scope, (tx) => table.note(tx, added))
    await addCustomers(100)
    await note(100)
    expect(await estimate()).toBe(100)
    await addCustomers(60)
    await note(60)
    expect(await estimate()).toBe(100)
    await addCustomers(60)
    await note(60)
    expect(await estimate()).toBe(220)
  })
})

describe('search.analyze_table', () => {
  it.each(['tenants', 'pg_class', 'no_such_table', 'customers; drop table customers'])(
    'is for tables of tenants only: %j',
    async (table) => {
      await expect(database.write(scope, (tx) => analyzeTable(tx, { table }))).rejects.toThrow(
        'is not a table of tenants',
      )
    },
  )
})

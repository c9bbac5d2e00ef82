import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '#app'
import { type Actor, userActor } from '#platform/access/actor.ts'
import { EVERYTHING } from '#platform/access/role-rights.ts'
import { withConnection } from '#platform/database/connection.ts'
import { Database } from '#platform/database/database.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { testDatabase } from '#test/kit/database.ts'
import { complaints, type Finding, findPlans } from '#test/volume/plans.ts'
import { tenantOf } from '#test/volume/questions.ts'
import { fillVolume, VOLUME_TABLES, type VolumeTable } from '#test/volume/volume.ts'

const { adminUrl, serviceUrl } = await testDatabase()
const VOLUME = { tenants: 50, bins: 50_000, largeTenantBins: 0 }
const TENANT = 3
const ROWS_PER_TENANT = VOLUME.bins / VOLUME.tenants
const MINUTE_MS = 60_000
const SAMPLE = 50
/** Of a thousand rows: without an index for one's own, all of others' would be looked through. */
const MOST_OF_OTHERS = 250

beforeAll(() => withConnection(adminUrl, (client) => fillVolume(client, VOLUME)), 2 * MINUTE_MS)

/** As the service, whose plans row level security decides, too. */
async function plansOf(resource: AnyResource, volume = volumeOf(resource), asker?: Actor): Promise<Finding[]> {
  const database = new Database({ url: serviceUrl, poolSize: 1, onError: () => {} })
  try {
    return await withConnection(serviceUrl, (client) =>
      findPlans({ database, client }, resource, volume, TENANT, asker),
    )
  } finally {
    await database.close()
  }
}

function volumeOf({ table }: AnyResource): VolumeTable {
  const volume = VOLUME_TABLES.find((one) => one.table === table)
  if (!volume) throw new Error(`Nobody knows what ${table} looks like full: say it in server/test/volume`)
  return volume
}

describe.each(RESOURCES.map((resource) => [resource.name, resource] as const))(
  'a full list of %s',
  (_name, resource) => {
    it('is asked by every filter there is', () => {
      const asked = Object.keys(volumeOf(resource).filters(TENANT)).sort()
      expect(asked).toEqual(Object.keys(resource.filters).sort())
    })

    it('is searched and sorted by what the service would have written', async () => {
      const rows = await withConnection(
        adminUrl,
        async (client) => (await client.query(`select * from ${resource.table} limit ${SAMPLE}`)).rows,
      )
      expect(rows).toHaveLength(SAMPLE)
      for (const row of rows) expect(row).toMatchObject(resource.derive(row))
    })

    it(
      'is found by an index in every order, by every filter and search',
      async () => {
        expect(complaints(await plansOf(resource), ROWS_PER_TENANT)).toEqual([])
      },
      2 * MINUTE_MS,
    )
  },
)

describe('of somebody who sees ten rows of their own among all', () => {
  const few = randomUUID()
  const orders = (resource: AnyResource) => ({ ...volumeOf(resource), filters: () => ({}), searches: [] })
  const asker = ({ name }: AnyResource) => {
    const rights = {
      key: 'own',
      name: 'Own',
      permissions: EVERYTHING,
      fields: {},
      rows: { [name]: { read: 'own' } },
    } as const
    return userActor({ id: few, name: 'Few', isSuperAdmin: false }, null, rights, tenantOf(TENANT))
  }

  it.each(RESOURCES.map((resource) => [resource.name, resource] as const))(
    '%s: they are found by an index, whatever the order',
    async (_name, resource) => {
      const { table } = resource
      await withConnection(adminUrl, async (client) => {
        const some = `select id from ${table} where tenant_id = $1 order by md5(id::text) limit 10`
        const values = [tenantOf(TENANT).id]
        await client.query(`update ${table} set created_by = '${few}' where tenant_id = $1 and id in (${some})`, values)
        await client.query(`analyze ${table}`)
      })
      expect(complaints(await plansOf(resource, orders(resource), asker(resource)), MOST_OF_OTHERS)).toEqual([])
    },
    2 * MINUTE_MS,
  )
})

it(
  'notices an index that is gone',
  async () => {
    const bins = RESOURCES.find(({ table }) => table === 'waste_bins')
    if (!bins) throw new Error('There are no bins')
    await withConnection(adminUrl, (client) => client.query('drop index waste_bins_fill'))
    const [first] = complaints(
      await plansOf(bins, { ...volumeOf(bins), filters: () => ({}), searches: [] }),
      ROWS_PER_TENANT,
    )
    expect(first).toContain('?sort=fillPercent has no index in this order')
  },
  2 * MINUTE_MS,
)

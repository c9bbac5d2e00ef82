import { beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newField } from './custom-fields.factory.ts'

const app = await testApp()
const TASKS = 31_000
const MINUTE_MS = 60_000
let owner: Caller

/** The oldest third is old; of every three one is red: both match more than is fetched and sorted. */
beforeAll(async () => {
  owner = await signedIn(app)
  const options = [{ value: 'red', label: 'Red' }]
  await newField(owner, { resource: 'office.tasks', label: 'Colour', kind: 'choice', options })
  await newField(owner, { resource: 'office.tasks', label: 'Age' })
  await newField(owner, { resource: 'office.tasks', label: 'Place', kind: 'number' })
  await withConnection(app.database.adminUrl, async (client) => {
    await client.query(
      `insert into tasks (tenant_id, id, title, state, due_order, title_norm, search_text, created_at, custom_fields)
       select $1, gen_random_uuid(), 'Task ' || n, 'open', '9999-12-31', 'task ' || n, ' task ' || n, timestamptz '2026-01-01' + n * interval '1 minute',
         jsonb_strip_nulls(jsonb_build_object('colour', case when n % 3 = 0 then 'red' end, 'age', case when n <= 10500 then 'old' end, 'place', n))
       from generate_series(1, $2::int) n`,
      [owner.tenantId, TASKS],
    )
    // As autovacuum does within a minute, and imports right away.
    await client.query('analyze tasks; analyze custom_values')
  })
}, 3 * MINUTE_MS)

const titles = async (query: string) => {
  const { body } = await owner.get(`/tasks?fields=title&limit=3&${query}`)
  return [body.data.map(({ title }: { title: string }) => title), body.pagination]
}

describe('a filter that matches very much', () => {
  it('is met soon along the order of the list', async () => {
    const [first, { total, nextCursor }] = await titles('cf.colour=red&sort=-createdAt')
    expect([first, total]).toEqual([['Task 30999', 'Task 30996', 'Task 30993'], 10_333])
    expect((await titles(`cf.colour=red&sort=-createdAt&cursor=${nextCursor}`))[0]).toEqual([
      'Task 30990',
      'Task 30987',
      'Task 30984',
    ])
    expect((await titles('cf.colour=red&sort=-createdAt&page=3'))[0]).toEqual([
      'Task 30981',
      'Task 30978',
      'Task 30975',
    ])
  })

  it('is found as surely where its records stand at the other end', async () => {
    const [first, { total, nextCursor }] = await titles('cf.age=old&sort=-createdAt')
    expect([first, total]).toEqual([['Task 10500', 'Task 10499', 'Task 10498'], 10_500])
    expect((await titles(`cf.age=OLD&sort=-createdAt&cursor=${nextCursor}`))[0]).toEqual([
      'Task 10497',
      'Task 10496',
      'Task 10495',
    ])
  })

  it('goes together with others, a search and a custom order', async () => {
    expect((await titles('cf.age=old&cf.colour=red&sort=-createdAt'))[0]).toEqual([
      'Task 10500',
      'Task 10497',
      'Task 10494',
    ])
    expect((await titles('cf.colour=red&search=30999&sort=-createdAt'))[0]).toEqual(['Task 30999'])
    expect((await titles('cf.age=old&sort=-cf.place'))[0]).toEqual(['Task 10500', 'Task 10499', 'Task 10498'])
    expect((await titles('cf.place.from=100&cf.age=old&sort=cf.place&page=2'))[0]).toEqual([
      'Task 103',
      'Task 104',
      'Task 105',
    ])
  })
})

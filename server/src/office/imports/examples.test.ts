import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'

const EXAMPLES = join(import.meta.dirname, '../../../../examples')
const app = await testApp()
const owner = await signedIn(app)

async function importExample(resource: string, file: string) {
  const content = await readFile(join(EXAMPLES, file))
  const { id, columns } = (await owner.upload(`/imports?resource=${resource}&fileName=${file}`, content)).body.data
  expect(columns.filter(({ mapsTo }: { mapsTo: string | null }) => mapsTo === null)).toEqual([])
  await owner.post(`/imports/${id}/run`)
  await runJobs(app)
  expect((await owner.get(`/imports/${id}/errors`)).body.data).toEqual([])
  return (await owner.get(`/imports/${id}`)).body.data
}

it('the files under examples/ are imported as they are, and change nothing when they are imported again', async () => {
  for (const [resource, file, rows] of [
    ['office.customers', 'customers.csv', 60],
    ['waste.bins', 'bins.csv', 200],
  ] as const) {
    expect(await importExample(resource, file)).toMatchObject({
      state: 'finished',
      rows,
      created: rows,
      updated: 0,
      failed: 0,
    })
    expect(await importExample(resource, file)).toMatchObject({
      state: 'finished',
      rows,
      created: 0,
      updated: 0,
      unchanged: rows,
    })
  }
  const { body } = await owner.get('/waste/bins?near=39.9612,-82.9988&radiusKm=20&limit=1')
  expect(body.pagination.total).toBe(200)
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { addBins } from '#test/kit/exports.ts'

const HOST = join(import.meta.dirname, 'worker-host.ts')
const ROWS = 40_000

let app: TestApp
let owner: Caller
let host: ChildProcess | undefined

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  const { id } = (await owner.post('/customers', { kind: 'person', lastName: 'Rich' })).body.data
  await addBins(app, owner, id, ROWS)
}, 60_000)

afterEach(() => kill())

async function startHost(): Promise<void> {
  const { dataDir } = app.services.config
  host = spawn(process.execPath, [HOST, app.database.serviceUrl, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(host.stdout as NodeJS.EventEmitter, 'data')
}

async function kill(): Promise<void> {
  if (!host || host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill('SIGKILL')
  await ended
}

const unfinished = () => readdir(join(app.services.config.dataDir, 'files', 'unfinished')).catch(() => [])
const read = async (id: string) => (await owner.get(`/exports/${id}`)).body.data
const finished = (id: string) =>
  vi.waitFor(async () => expect(await read(id)).toMatchObject({ state: 'finished', rows: ROWS }), {
    timeout: 60_000,
    interval: 50,
  })

async function ask(format: string): Promise<string> {
  const { body } = await owner.post('/exports', { resource: 'waste.bins', format, query: { sort: 'createdAt' } })
  return body.data.id
}

describe('an export killed with -9 half way', { timeout: 150_000 }, () => {
  it.each(['csv', 'xlsx', 'json'])(
    '%s: nothing can be downloaded, and what is made then is what a clean run makes',
    async (format) => {
      const id = await ask(format)
      const before = await unfinished()
      await startHost()
      await vi.waitFor(async () => expect((await unfinished()).length).toBeGreaterThan(before.length), {
        timeout: 30_000,
        interval: 2,
      })
      await kill()
      expect((await read(id)).state).not.toBe('finished')
      expect((await owner.get(`/exports/${id}/download`)).body).toMatchObject({ status: 409, rule: 'export.not-ready' })
      expect((await owner.post(`/exports/${id}/link`)).status).toBe(409)

      await startHost()
      await finished(id)
      const clean = await ask(format)
      await finished(clean)
      const [again, once] = [await read(id), await read(clean)]
      expect(again.sha256).toBe(once.sha256)
      expect(await fileStoreOf(app.services.config).listKeys(owner.tenantId)).toContain(
        `${owner.tenantId}/${again.sha256}`,
      )
    },
  )
})

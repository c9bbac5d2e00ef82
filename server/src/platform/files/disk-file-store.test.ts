import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { DiskFileStore } from './disk-file-store.ts'
import { FileMissing } from './file-store.ts'

const directory = await mkdtemp(join(tmpdir(), 'groundwork-files-'))
const store = new DiskFileStore(directory)
const tenantId = randomUUID()
afterAll(() => rm(directory, { recursive: true }))

async function* chunks(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part)
}

describe('DiskFileStore', () => {
  it('gives back what was put, with its size and hash', async () => {
    const file = await store.put(tenantId, chunks('bins,', 'customers'))
    const sha256 = createHash('sha256').update('bins,customers').digest('hex')
    expect(file).toEqual({ key: `${tenantId}/${sha256}`, sha256, sizeBytes: 14 })
    expect(await text(await store.open(file.key))).toBe('bins,customers')
  })

  it('stores the same content of a tenant once, and that of two tenants twice', async () => {
    const first = await store.put(tenantId, chunks('same'))
    expect((await store.put(tenantId, chunks('sa', 'me'))).key).toBe(first.key)
    expect((await store.put(randomUUID(), chunks('same'))).key).not.toBe(first.key)
  })

  it('leaves nothing behind when the content ends in an error', async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(store.put(tenantId, broken())).rejects.toThrow('connection lost')
    expect(await readdir(join(directory, 'unfinished'))).toEqual([])
  })

  it('removes a file, but not one that was put again meanwhile', async () => {
    const before = new Date(Date.now() - 1000)
    const { key } = await store.put(tenantId, chunks('wanted'))
    await store.remove(key, before)
    expect(await text(await store.open(key))).toBe('wanted')
    await store.remove(key, new Date(Date.now() + 1000))
    await expect(store.open(key)).rejects.toThrow(FileMissing)
    await store.remove(key, new Date())
  })

  it('lists what each tenant has, and sweeps away what was never finished', async () => {
    const other = randomUUID()
    const { key } = await store.put(other, chunks('listed'))
    expect(await store.listTenants()).toContain(other)
    expect(await store.listKeys(other)).toEqual([key])
    expect(await store.listKeys(randomUUID())).toEqual([])
    await writeFile(join(directory, 'unfinished', 'left-by-a-crash'), 'x')
    await store.removeUnfinished(new Date(Date.now() - 60_000))
    expect(await readdir(join(directory, 'unfinished'))).toEqual(['left-by-a-crash'])
    await store.removeUnfinished(new Date(Date.now() + 1000))
    expect(await readdir(join(directory, 'unfinished'))).toEqual([])
  })

  it.each(['../../etc/passwd', `${tenantId}/../x`, ''])('takes no key that leads elsewhere: %j', async (key) => {
    await expect(store.open(key)).rejects.toThrow('Not the key of a file')
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { DiskFileStore } from '#platform/files/disk-file-store.ts'
import { receiveFile } from './receive-file.ts'

const directory = await mkdtemp(join(tmpdir(), 'groundwork-receive-'))
const store = new DiskFileStore(directory)
const tenantId = randomUUID()
afterAll(() => rm(directory, { recursive: true }))

const inPieces = (bytes: Buffer, size: number) => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
  return Readable.from(pieces)
}

describe('receiveFile', () => {
  it('knows UTF-8 from the rest, wherever the connection cuts it', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => value.isWellFormed())
    const content = fc.oneof(
      text.map((value) => Buffer.from(value)),
      fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 7 }), async (bytes, size) => {
        const isUtf8 = !new TextDecoder('utf-8').decode(bytes).includes('\uFFFD') || bytes.includes('\uFFFD')
        expect((await receiveFile(store, tenantId, inPieces(bytes, size))).isUtf8).toBe(isUtf8)
      }),
      { numRuns: 300 },
    )
  })

  it('stops counting at 50 MB and keeps nothing of what was too large', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024 * 1024, 'a')
      })(),
    )
    const before = await store.listKeys(tenantId)
    await expect(receiveFile(store, tenantId, endless)).rejects.toMatchObject({ rule: 'request.too-large' })
    expect(await store.listKeys(tenantId)).toEqual(before)
  })
})

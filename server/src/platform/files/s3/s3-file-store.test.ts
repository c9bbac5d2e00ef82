import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OutgoingClient } from '#platform/outgoing/outgoing-client.ts'
import { FAKE_S3, FakeS3 } from '#test/fakes/s3-server.ts'
import { FileMissing } from '../file-store.ts'
import { Spool } from '../spool.ts'
import { S3Client } from './s3-client.ts'
import { S3FileStore } from './s3-file-store.ts'

const fake = new FakeS3()
const outgoing = new OutgoingClient({ allowLoopback: true })
const directory = await mkdtemp(join(tmpdir(), 'groundwork-s3-'))
const tenantId = randomUUID()
let url: string
let store: S3FileStore

beforeAll(async () => {
  url = await fake.listen()
  store = storeWith({})
})
afterAll(async () => {
  await outgoing.close()
  await fake.close()
  await rm(directory, { recursive: true })
})

const storeWith = (changes: object) =>
  new S3FileStore(new S3Client({ url, ...FAKE_S3, ...changes }, outgoing), new Spool(directory))

describe('S3FileStore', () => {
  it('gives back what was put, with its size and hash, and leaves nothing on the disk', async () => {
    const file = await store.put(tenantId, [Buffer.from('bins,'), Buffer.from('customers')])
    const sha256 = createHash('sha256').update('bins,customers').digest('hex')
    expect(file).toEqual({ key: `${tenantId}/${sha256}`, sha256, sizeBytes: 14 })
    expect(await text(await store.open(file.key))).toBe('bins,customers')
    expect(await readdir(directory)).toEqual([])
  })

  it('sends and reads what is large in parts', async () => {
    const content = randomBytes(17 * 1024 * 1024)
    fake.requests = []
    const { key } = await store.put(tenantId, [content])
    expect(fake.requests).toEqual([
      'POST uploads',
      ...Array.from({ length: 3 }, () => 'PUT partNumber,uploadId'),
      'POST uploadId',
    ])
    expect((await buffer(await store.open(key))).equals(content)).toBe(true)
    expect(fake.uploads.size).toBe(0)
  })

  it('keeps nothing, too', async () => {
    const { key } = await store.put(tenantId, [])
    expect(await text(await store.open(key))).toBe('')
  })

  it('asks again where the store is busy', async () => {
    fake.busyFor = 2
    const { key } = await store.put(tenantId, [Buffer.from('patience')])
    expect(await text(await store.open(key))).toBe('patience')
  })

  it('says so when the credentials are wrong, without naming them', async () => {
    const put = storeWith({ secretAccessKey: 'another' }).put(tenantId, [Buffer.from('x')])
    await expect(put).rejects.toThrow(/403 SignatureDoesNotMatch; check the S3_ settings$/)
  })

  it('removes a file, but not one that was put again meanwhile', async () => {
    const { key } = await store.put(tenantId, [Buffer.from('wanted')])
    await store.remove(key, new Date(Date.now() - 5_000))
    expect(await text(await store.open(key))).toBe('wanted')
    await store.remove(key, new Date(Date.now() + 5_000))
    await expect(store.open(key)).rejects.toThrow(FileMissing)
    await store.remove(key, new Date())
  })

  it('lists what each tenant has, over several pages', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    const keys: string[] = []
    for (const content of ['a', 'b', 'c', 'd', 'e']) keys.push((await store.put(one, [Buffer.from(content)])).key)
    await store.put(other, [Buffer.from('a')])
    expect((await store.listKeys(one)).toSorted()).toEqual(keys.toSorted())
    expect(await store.listTenants()).toEqual(expect.arrayContaining([one, other, tenantId]))
  })

  it.each(['../../etc/passwd', `${tenantId}/../x`, ''])('takes no key that leads elsewhere: %j', async (key) => {
    await expect(store.open(key)).rejects.toThrow('Not the key of a file')
  })
})

import { Readable } from 'node:stream'
import { type Content, FileMissing, type FileStore, type StoredFile } from '../file-store.ts'
import type { Spool } from '../spool.ts'
import { type S3Client, valuesIn } from './s3-client.ts'

const KEY = /^[0-9a-f-]{36}\/[0-9a-f]{64}$/
const TENANT = /^([0-9a-f-]{36})\/$/
/** At least 5 MiB, by S3's rule; each is in memory once. */
const PART_BYTES = 8 * 1024 * 1024

/**
 * Files in a bucket: `<tenant>/<hash>`. Content goes through the local disk first, because its name is its hash, and then
 * in parts, so that memory does not grow with the file.
 */
export class S3FileStore implements FileStore {
  readonly #client: S3Client
  readonly #spool: Spool

  constructor(client: S3Client, spool: Spool) {
    this.#client = client
    this.#spool = spool
  }

  async put(tenantId: string, content: Content): Promise<StoredFile> {
    return this.#spool.through(content, async ({ sha256, sizeBytes, read }) => {
      const key = checked(`${tenantId}/${sha256}`)
      if (sizeBytes <= PART_BYTES) await this.#putWhole(key, await read(0, sizeBytes))
      else await this.#putParts(key, sizeBytes, read)
      return { key, sha256, sizeBytes }
    })
  }

  async open(key: string): Promise<Readable> {
    const first = await this.#range(checked(key), 0)
    if (!first) throw new FileMissing(`No file ${key}`)
    return Readable.from(this.#rest(key, first), { objectMode: false })
  }

  /** Between the look and the removal somebody may put it again; the rows decide, and they are looked at an hour later. */
  async remove(key: string, unusedSince: Date): Promise<void> {
    const { status, headers } = await this.#client.send({ method: 'HEAD', key: checked(key) })
    if (status === 404 || Date.parse(headers['last-modified'] ?? '') > unusedSince.getTime()) return
    await this.#client.send({ method: 'DELETE', key })
  }

  async listTenants(): Promise<string[]> {
    const prefixes = await this.#list({ delimiter: '/' }, 'Prefix')
    return prefixes.flatMap((prefix) => TENANT.exec(prefix)?.[1] ?? [])
  }

  async listKeys(tenantId: string): Promise<string[]> {
    return (await this.#list({ prefix: `${tenantId}/` }, 'Key')).filter((key) => KEY.test(key))
  }

  async removeUnfinished(before: Date): Promise<void> {
    await this.#spool.removeUnfinished(before)
  }

  async #putWhole(key: string, body: Buffer): Promise<void> {
    expectDone(await this.#client.send({ method: 'PUT', key, body }), 'PUT')
  }

  async #putParts(key: string, sizeBytes: number, read: (from: number, to: number) => Promise<Buffer>): Promise<void> {
    const begun = await this.#client.send({ method: 'POST', key, query: { uploads: '' } })
    expectDone(begun, 'POST')
    const [uploadId = ''] = valuesIn(begun, 'UploadId')
    try {
      const tags: string[] = []
      for (let from = 0; from < sizeBytes; from += PART_BYTES) {
        const body = await read(from, Math.min(from + PART_BYTES, sizeBytes))
        const query = { partNumber: String(tags.length + 1), uploadId }
        const reply = await this.#client.send({ method: 'PUT', key, query, body })
        expectDone(reply, 'PUT')
        tags.push(reply.headers['etag'] ?? '')
      }
      await this.#complete(key, uploadId, tags)
    } catch (error) {
      await this.#client.send({ method: 'DELETE', key, query: { uploadId } }).catch(() => {})
      throw error
    }
  }

  async #complete(key: string, uploadId: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
    const reply = await this.#client.send({ method: 'POST', key, query: { uploadId }, body })
    expectDone(reply, 'POST')
    // S3 answers 200 before it has put the parts together, and says afterwards whether it could.
    const [code] = valuesIn(reply, 'Code')
    if (code !== undefined) throw new Error(`The file store could not put the parts together: ${code}`)
  }

  async #range(key: string, from: number): Promise<{ bytes: Buffer; totalBytes: number } | undefined> {
    const headers = { range: `bytes=${from}-${from + PART_BYTES - 1}` }
    const reply = await this.#client.send({ method: 'GET', key, headers, maxBytes: PART_BYTES })
    if (reply.status === 404) return undefined
    // Nothing has no bytes to ask for.
    if (reply.status === 416) return { bytes: Buffer.alloc(0), totalBytes: 0 }
    expectDone(reply, 'GET')
    const total = /\/(\d+)$/.exec(reply.headers['content-range'] ?? '')?.[1]
    return { bytes: reply.body, totalBytes: total === undefined ? reply.body.length : Number(total) }
  }

  async *#rest(key: string, first: { bytes: Buffer; totalBytes: number }): AsyncGenerator<Buffer> {
    yield first.bytes
    let read = first.bytes.length
    while (read < first.totalBytes) {
      const next = await this.#range(key, read)
      if (!next || next.bytes.length === 0) throw new FileMissing(`File ${key} went while it was read`)
      read += next.bytes.length
      yield next.bytes
    }
  }

  async #list(query: Record<string, string>, tag: string): Promise<string[]> {
    const found: string[] = []
    let token: string | undefined
    do {
      const more: Record<string, string> = token === undefined ? {} : { 'continuation-token': token }
      const reply = await this.#client.send({ method: 'GET', key: '', query: { 'list-type': '2', ...query, ...more } })
      expectDone(reply, 'GET')
      found.push(...valuesIn(reply, tag))
      token = valuesIn(reply, 'NextContinuationToken')[0]
    } while (token !== undefined)
    return found
  }
}

function checked(key: string): string {
  if (!KEY.test(key)) throw new Error('Not the key of a file')
  return key
}

function expectDone({ status }: { status: number }, method: string): void {
  if (status < 200 || status > 299) throw new Error(`The file store answers ${status} to ${method}`)
}

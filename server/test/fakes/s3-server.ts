import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

// What S3 does for the requests that we send: signatures (version 4, checked by an own reading of the rules), hashes of
// bodies, parts of at least 5 MiB, ranges, lists in pages.

interface StoredObject {
  body: Buffer
  modified: Date
}

export const FAKE_S3 = { region: 'eu-central-1', accessKeyId: 'AKIAFAKE', secretAccessKey: 'fake/secret+key' }
const MIN_PART_BYTES = 5 * 1024 * 1024
const PAGE = 2

export class FakeS3 {
  readonly objects = new Map<string, StoredObject>()
  readonly uploads = new Map<string, Map<number, Buffer>>()
  /** So many of the next requests are answered with 503. */
  busyFor = 0
  requests: string[] = []
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/bucket`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const url = new URL(request.url ?? '', 'http://fake')
    this.requests.push(`${request.method} ${[...url.searchParams.keys()].join()}`)
    if (this.busyFor > 0) {
      this.busyFor -= 1
      return void answer(response, 503, xml('Error', '<Code>SlowDown</Code>'))
    }
    const refusal = refusalOf(request, url, body)
    if (refusal) return void answer(response, 403, xml('Error', `<Code>${refusal}</Code>`))
    const key = url.pathname.replace(/^\/bucket\/?/, '')
    if (key === '') return void this.#list(url, response)
    if (url.searchParams.has('uploads') || url.searchParams.has('uploadId'))
      return void this.#upload(request.method ?? '', url, key, body, response)
    this.#object(request, key, body, response)
  }

  #object({ method, headers }: IncomingMessage, key: string, body: Buffer, response: ServerResponse): void {
    if (method === 'PUT') {
      this.objects.set(key, { body, modified: new Date() })
      return void answer(response, 200, '', { etag: etagOf(body) })
    }
    const object = this.objects.get(key)
    if (method === 'DELETE') {
      this.objects.delete(key)
      return void answer(response, 204)
    }
    if (!object) return void answer(response, 404, method === 'HEAD' ? '' : xml('Error', '<Code>NoSuchKey</Code>'))
    const modified = { 'last-modified': object.modified.toUTCString() }
    if (method === 'HEAD') return void answer(response, 200, '', modified)
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    const size = object.body.length
    if (Number(from) >= size) return void answer(response, 416, xml('Error', '<Code>InvalidRange</Code>'))
    const end = Math.min(Number(to || size), size - 1)
    const range = { 'content-range': `bytes ${from}-${end}/${size}` }
    answer(response, 206, object.body.subarray(Number(from), end + 1), { ...modified, ...range })
  }

  #upload(method: string, url: URL, key: string, body: Buffer, response: ServerResponse): void {
    if (url.searchParams.has('uploads')) {
      const id = randomUUID()
      this.uploads.set(id, new Map())
      return void answer(response, 200, xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`))
    }
    const id = url.searchParams.get('uploadId') ?? ''
    const parts = this.uploads.get(id)
    if (!parts) return void answer(response, 404, xml('Error', '<Code>NoSuchUpload</Code>'))
    if (method === 'PUT') {
      parts.set(Number(url.searchParams.get('partNumber')), body)
      return void answer(response, 200, '', { etag: etagOf(body) })
    }
    this.uploads.delete(id)
    if (method === 'DELETE') return void answer(response, 204)
    const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)]
    const chosen = named.map(([, number]) => parts.get(Number(number)) ?? Buffer.alloc(0))
    const isWhole = named.every(([, , etag], index) => etag === etagOf(chosen[index] ?? Buffer.alloc(0)))
    const isTooSmall = chosen.slice(0, -1).some(({ length }) => length < MIN_PART_BYTES)
    if (!isWhole || isTooSmall)
      return void answer(response, 200, xml('Error', `<Code>${isTooSmall ? 'EntityTooSmall' : 'InvalidPart'}</Code>`))
    this.objects.set(key, { body: Buffer.concat(chosen), modified: new Date() })
    answer(response, 200, xml('CompleteMultipartUploadResult', '<ETag>"x-2"</ETag>'))
  }

  #list({ searchParams }: URL, response: ServerResponse): void {
    const prefix = searchParams.get('prefix') ?? ''
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    const isByFolder = searchParams.get('delimiter') === '/'
    const all = isByFolder ? [...new Set(keys.map((key) => `${key.split('/')[0]}/`))] : keys
    const start = Number(searchParams.get('continuation-token') ?? 0)
    const page = all.slice(start, start + PAGE)
    const items = page.map((item) =>
      isByFolder
        ? `<CommonPrefixes><Prefix>${item}</Prefix></CommonPrefixes>`
        : `<Contents><Key>${item}</Key></Contents>`,
    )
    const more = start + PAGE < all.length ? `<NextContinuationToken>${start + PAGE}</NextContinuationToken>` : ''
    answer(response, 200, xml('ListBucketResult', `${items.join('')}${more}`))
  }
}

function answer(response: ServerResponse, status: number, body: string | Buffer = '', headers = {}): void {
  response.writeHead(status, headers).end(body)
}

const xml = (root: string, inside: string) => `<?xml version="1.0" encoding="UTF-8"?><${root}>${inside}</${root}>`
const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

/** Signature version 4, as the specification says it; undefined where all is well. */
function refusalOf(request: IncomingMessage, url: URL, body: Buffer): string | undefined {
  const [, keyId, day, region, signedHeaders = '', signature] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? []
  if (keyId !== FAKE_S3.accessKeyId || region !== FAKE_S3.region || !day) return 'InvalidAccessKeyId'
  const bodyHash = String(request.headers['x-amz-content-sha256'])
  if (bodyHash !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort()
  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signedHeaders, bodyHash]
  const at = String(request.headers['x-amz-date'])
  const scope = `${day}/${region}/s3/aws4_request`
  const text = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${sha256(canonical.join('\n'))}`
  const key = [day, FAKE_S3.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (before, part) => hmac(before, part),
    `AWS4${FAKE_S3.secretAccessKey}`,
  )
  return hmac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}

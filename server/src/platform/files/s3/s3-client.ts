import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { S3Config } from '../../config/config.ts'
import type { Outgoing, OutgoingReply, OutgoingRequest } from '../../outgoing/outgoing-client.ts'
import { OutgoingError } from '../../outgoing/outgoing-error.ts'

interface Ask {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Within the bucket; empty for the bucket itself. */
  key: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Buffer
  maxBytes?: number
}

const ATTEMPTS = 4
const PAUSE_MS = 200
const TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/** Requests to one bucket: signed, each body with its hash, asked again where the store was busy or out of reach. */
export class S3Client {
  readonly #config: S3Config
  readonly #outgoing: Outgoing

  constructor(config: S3Config, outgoing: Outgoing) {
    this.#config = config
    this.#outgoing = outgoing
  }

  /** Answers every status below 500 that is not a refusal of our credentials. */
  async send(ask: Ask): Promise<OutgoingReply> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.#attempt(ask, attempt)
      if (reply && reply.status < 500 && reply.status !== 429) return this.#accept(ask, reply)
      if (attempt === ATTEMPTS) throw new Error(`The file store answers ${reply?.status ?? 'nothing'} to ${ask.method}`)
      await setTimeout(PAUSE_MS * 2 ** (attempt - 1))
    }
  }

  /** Every request may be sent twice: the same content under the same key, a part by its number, a removal. */
  async #attempt(ask: Ask, attempt: number): Promise<OutgoingReply | undefined> {
    try {
      return await this.#outgoing.send(await this.#sign(ask))
    } catch (error) {
      const isPassing = error instanceof OutgoingError && error.failure !== 'blocked' && error.failure !== 'too-large'
      if (isPassing && attempt < ATTEMPTS) return undefined
      throw error
    }
  }

  #accept({ method }: Ask, reply: OutgoingReply): OutgoingReply {
    if (reply.status === 400 || reply.status === 401 || reply.status === 403)
      throw new Error(`The file store refuses ${method} with ${reply.status} ${codeIn(reply)}; check the S3_ settings`)
    return reply
  }

  async #sign({
    method,
    key,
    query = {},
    headers = {},
    body,
    maxBytes = MAX_ANSWER_BYTES,
  }: Ask): Promise<OutgoingRequest> {
    const { url, region, accessKeyId, secretAccessKey } = this.#config
    const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
    const signer = new AwsV4Signer({
      method,
      url: `${url}/${key}${search ? `?${search}` : ''}`,
      headers: { ...headers, 'x-amz-content-sha256': sha256(body ?? Buffer.alloc(0)) },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    })
    const signed = await signer.sign()
    return {
      method,
      url: signed.url.href,
      headers: Object.fromEntries(signed.headers),
      ...(body ? { body } : {}),
      timeoutMs: TIMEOUT_MS,
      maxBytes,
      whenLonger: 'refuse',
    }
  }
}

/** What stands between the tags of a name in an answer; ours hold keys, ids and words, which need no unescaping. */
export function valuesIn({ body }: OutgoingReply, tag: string): string[] {
  const found = body.toString('utf8').matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))
  return [...found].map(([, value = '']) => value)
}

function codeIn(reply: OutgoingReply): string {
  return valuesIn(reply, 'Code')[0] ?? ''
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

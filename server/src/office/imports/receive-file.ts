import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { MAX_IMPORT_BYTES } from '@groundwork/contract/office/imports.ts'
import { AppError } from '#platform/errors.ts'
import type { FileStore, StoredFile } from '#platform/files/file-store.ts'
import { HEAD_BYTES } from '#platform/sheets/sniff.ts'

export interface ReceivedFile extends StoredFile {
  head: Buffer
  isUtf8: boolean
}

/** From the connection to the disk, never as a whole in memory. On the way the bytes are counted and looked at. */
export async function receiveFile(store: FileStore, tenantId: string, body: Readable): Promise<ReceivedFile> {
  const witness = new Witness()
  const file = await store.put(tenantId, witness.watch(body))
  return { ...file, head: witness.head(), isUtf8: witness.isUtf8() }
}

class Witness {
  readonly #heads: Buffer[] = []
  #sizeBytes = 0
  #isUtf8 = true
  /** The beginning of a character that the chunk before ended in. */
  #rest: Buffer = Buffer.alloc(0)

  async *watch(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      if (this.#sizeBytes < HEAD_BYTES) this.#heads.push(chunk)
      this.#sizeBytes += chunk.length
      if (this.#sizeBytes > MAX_IMPORT_BYTES) throw tooLarge()
      if (this.#isUtf8) this.#check(chunk)
      yield chunk
    }
  }

  head(): Buffer {
    return Buffer.concat(this.#heads).subarray(0, HEAD_BYTES)
  }

  isUtf8(): boolean {
    return this.#isUtf8 && this.#rest.length === 0
  }

  #check(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const end = wholeCharacters(bytes)
    this.#isUtf8 = isUtf8(bytes.subarray(0, end))
    this.#rest = Buffer.from(bytes.subarray(end))
  }
}

/** Up to where the bytes end in whole characters: a character has four bytes at most, and only the first begins with 11. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return byte >= 0xf0 || back < (byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length
  }
  return bytes.length
}

export function tooLarge(): AppError {
  const message = `The file is larger than ${MAX_IMPORT_BYTES / 1024 / 1024} MB; split it`
  return new AppError('request.too-large', message, { details: [{ field: 'file', message }] })
}

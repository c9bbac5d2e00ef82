import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Content } from './file-store.ts'

export interface Spooled {
  sha256: string
  sizeBytes: number
  read(from: number, to: number): Promise<Buffer>
}

/** A file on the local disk for as long as its content is on the way to another store. */
export class Spool {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  async through<T>(content: Content, use: (spooled: Spooled) => Promise<T>): Promise<T> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const path = join(this.#directory, randomUUID())
    const file = await open(path, 'wx+', 0o600)
    try {
      const written = await copy(file, content)
      return await use({ ...written, read: (from, to) => readPart(file, from, to) })
    } finally {
      await file.close()
      await rm(path, { force: true })
    }
  }

  /** What a crash has left behind. */
  async removeUnfinished(before: Date): Promise<void> {
    const names = await readdir(this.#directory).catch(() => [])
    for (const path of names.map((name) => join(this.#directory, name))) {
      const known = await stat(path).catch(() => undefined)
      if (known && known.mtime <= before) await rm(path, { force: true })
    }
  }
}

async function copy(file: FileHandle, content: Content): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of content) {
    hash.update(chunk)
    await file.writeFile(chunk)
    sizeBytes += chunk.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function readPart(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled)
    if (bytesRead === 0) throw new Error('The spooled file is shorter than it was')
    filled += bytesRead
  }
  return bytes
}

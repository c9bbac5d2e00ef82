import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Content, FileMissing, type FileStore, type StoredFile } from './file-store.ts'

const KEY = /^[0-9a-f-]{36}\/[0-9a-f]{64}$/
const TENANT = /^[0-9a-f-]{36}$/
const UNFINISHED = 'unfinished'
const CHUNK_BYTES = 256 * 1024

/** Files on the local disk: `<directory>/<tenant>/<first two digits>/<hash>`. */
export class DiskFileStore implements FileStore {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  async put(tenantId: string, content: Content): Promise<StoredFile> {
    const unfinished = join(this.#directory, UNFINISHED, randomUUID())
    await mkdir(dirname(unfinished), { recursive: true, mode: 0o700 })
    try {
      const { sha256, sizeBytes } = await write(unfinished, content)
      const key = `${tenantId}/${sha256}`
      await this.#moveTo(this.#pathOf(key), unfinished)
      return { key, sha256, sizeBytes }
    } finally {
      await rm(unfinished, { force: true })
    }
  }

  async open(key: string): Promise<Readable> {
    const file = await open(this.#pathOf(key)).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'ENOENT' ? new FileMissing(`No file ${key}`, { cause }) : cause
    })
    return file.createReadStream({ highWaterMark: CHUNK_BYTES })
  }

  async remove(key: string, unusedSince: Date): Promise<void> {
    await removeOlder(this.#pathOf(key), unusedSince)
  }

  async listTenants(): Promise<string[]> {
    return (await namesIn(this.#directory)).filter((name) => TENANT.test(name))
  }

  async listKeys(tenantId: string): Promise<string[]> {
    const directory = join(this.#directory, tenantId)
    const folders = await Promise.all((await namesIn(directory)).map((folder) => namesIn(join(directory, folder))))
    return folders.flat().map((sha256) => `${tenantId}/${sha256}`)
  }

  async removeUnfinished(before: Date): Promise<void> {
    const directory = join(this.#directory, UNFINISHED)
    await Promise.all((await namesIn(directory)).map((name) => removeOlder(join(directory, name), before)))
  }

  /** Over what may be there already, which is the same: the time of the file then says when it was last wanted. */
  async #moveTo(path: string, from: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(from, path)
    await syncDirectory(dirname(path))
  }

  #pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('Not the key of a file')
    const [tenantId = '', sha256 = ''] = key.split('/')
    return join(this.#directory, tenantId, sha256.slice(0, 2), sha256)
  }
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function removeOlder(path: string, than: Date): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (!known || known.mtime > than) return
  await rm(path, { force: true })
}

async function write(path: string, content: Content): Promise<{ sha256: string; sizeBytes: number }> {
  const file = await open(path, 'wx', 0o600)
  try {
    const written = await copy(file, content)
    await file.sync()
    return written
  } finally {
    await file.close()
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

/** The rename itself has to survive a power cut. Not every system lets a directory be opened for it. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path).catch(() => undefined)
  if (!directory) return
  await directory.sync().catch(() => {})
  await directory.close()
}

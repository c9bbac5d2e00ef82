import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '../config/config.ts'
import type { Outgoing } from '../outgoing/outgoing-client.ts'
import { DiskFileStore } from './disk-file-store.ts'
import { S3Client } from './s3/s3-client.ts'
import { S3FileStore } from './s3/s3-file-store.ts'
import { Spool } from './spool.ts'

/** Whole or as it comes. */
export type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface StoredFile {
  /** By which it is opened: the tenant and the hash, so that the same content of a tenant is stored once. */
  key: string
  sha256: string
  sizeBytes: number
}

/** Where files live. What it answers is complete and on the disk: a crash leaves no half of a file under a key. */
export interface FileStore {
  put(tenantId: string, content: Content): Promise<StoredFile>
  /** Throws FileMissing where there is none. */
  open(key: string): Promise<Readable>
  /**
   * Leaves a file alone that has been put again since: whoever did may be about to refer to it. Whether anybody refers
   * to it already is the caller's to know. Removing what is gone does nothing.
   */
  remove(key: string, unusedSince: Date): Promise<void>
  /** Tenants that have files. */
  listTenants(): Promise<string[]>
  listKeys(tenantId: string): Promise<string[]>
  /** What was begun before and never became a file. */
  removeUnfinished(before: Date): Promise<void>
}

export class FileMissing extends Error {}

const stores = new Map<string, FileStore>()

/** A bucket where the settings name one; said once, before anything is stored. */
export function keepFilesIn({ dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>, outgoing: Outgoing): void {
  const directory = join(dataDir, 'files')
  if (s3) stores.set(directory, new S3FileStore(new S3Client(s3, outgoing), new Spool(join(directory, 'on-the-way'))))
}

export function fileStoreOf({ dataDir }: Pick<Config, 'dataDir'>): FileStore {
  const directory = join(dataDir, 'files')
  const store = stores.get(directory) ?? new DiskFileStore(directory)
  stores.set(directory, store)
  return store
}

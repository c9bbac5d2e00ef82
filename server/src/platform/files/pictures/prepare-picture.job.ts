import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { type FileStore, fileStoreOf } from '../file-store.ts'
import {
  deleteVariants,
  type FileRow,
  findFile,
  insertVariants,
  markBroken,
  markReady,
  type VariantRow,
} from '../files.queries.ts'
import type { Encoded, EncodedVariant } from './encode.ts'

const Payload = z.strictObject({ fileId: z.uuid() })
type Payload = z.infer<typeof Payload>

interface Prepared {
  key: string
  sha256: string
  width: number
  height: number
  sizeBytes: number
  variants: VariantRow[]
}

/** Twice is harmless: the same picture gives the same files, and only one set of rows is kept. */
export const preparePicture = defineJob<Payload>({
  name: 'files.prepare-picture',
  title: 'Prepare a picture',
  payload: Payload,
  attempts: 3,
  timeoutMs: 120_000,
  run: prepare,
})

async function prepare(job: JobRun<Payload>): Promise<{ state: string }> {
  const key = { tenantId: job.actor.tenant.id, id: job.payload.fileId }
  const { config } = await job.read(async (ctx) => ctx)
  const row = await job.read(({ tx }) => findFile(tx, key))
  if (row?.state !== 'preparing') return { state: row?.state ?? 'gone' }
  const store = fileStoreOf(config)
  const sent = await buffer(await store.open(row.file_key))
  const encoded = await encodeAll(sent, row.type)
  if (!encoded) {
    await job.write(async ({ tx }) => void (await markBroken(tx, key)))
    return { state: 'broken' }
  }
  const prepared = await keepAll(store, key.tenantId, encoded)
  await job.write((ctx) => finish(ctx, row, prepared))
  return { state: 'ready' }
}

type All = { stripped: Encoded; variants: EncodedVariant[] }

/** Undefined for what begins like a picture and is none: trying again would not change it. */
async function encodeAll(sent: Buffer, type: string): Promise<All | undefined> {
  try {
    // Loaded with the first picture: libvips takes 20 MB of a process.
    const { makeVariants, strip } = await import('./encode.ts')
    const stripped = await strip(sent, type)
    return { stripped, variants: await makeVariants(stripped.content) }
  } catch {
    return undefined
  }
}

/** On the disk before any row says so. */
async function keepAll(store: FileStore, tenantId: string, { stripped, variants }: All): Promise<Prepared> {
  const file = await store.put(tenantId, [stripped.content])
  const rows: VariantRow[] = []
  for (const { content, ...variant } of variants) {
    const kept = await store.put(tenantId, [content])
    rows.push({ ...variant, size_bytes: kept.sizeBytes, file_key: kept.key })
  }
  const { width, height } = stripped
  return { key: file.key, sha256: file.sha256, sizeBytes: file.sizeBytes, width, height, variants: rows }
}

async function finish(ctx: Ctx, row: FileRow, { variants, ...file }: Prepared): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id: row.id }
  await deleteVariants(ctx.tx, key)
  await insertVariants(ctx.tx, { ...key, rows: JSON.stringify(variants) })
  await markReady(ctx.tx, { ...key, ...file })
}

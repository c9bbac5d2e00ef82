import { Readable } from 'node:stream'
import { type Import, MAX_IMPORT_BYTES } from '@groundwork/contract/office/imports.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { type FileFormat, formatOf, textShapeOf, unreadable } from '#platform/sheets/sniff.ts'
import { type ImportSource, importSourceFor } from './import-source.ts'
import { assertMayImport } from './imports.policy.ts'
import { findImport, insertImport, startWork } from './imports.queries.ts'
import { readHead } from './inspect-file.ts'
import { keepReading, type Reading } from './keep-reading.ts'
import { readExcelFile } from './read-excel.job.ts'
import { type ReceivedFile, receiveFile, tooLarge } from './receive-file.ts'
import { toImport } from './to-import.ts'

const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

interface Upload {
  id: string
  source: ImportSource
  fileName: string
  format: FileFormat
  file: ReceivedFile
}

/**
 * Takes a file in. Of a text file the first rows are read right away; an Excel file has to be unpacked as a whole, which
 * is work for a job.
 */
export async function uploadImport(
  ctx: ManualCtx,
  query: { resource: string; fileName?: string | undefined },
): Promise<Import> {
  const actor = signedIn(ctx)
  const source = await ctx.services.read(actor, ctx.request, (read) => importSourceFor(read, query.resource))
  assertMayImport(actor, source)
  const store = fileStoreOf(ctx.services.config)
  const file = await receiveFile(store, actor.tenant.id, bodyOf(ctx))
  const format = formatOf(file.head)
  const upload: Upload = {
    id: newId(),
    source,
    format,
    file,
    fileName: plainName(query.fileName) ?? `${source.resource.name}.${format}`,
  }
  const reading = format === 'csv' ? await readText(store, file) : undefined
  await ctx.services.write(actor, ctx.request, (change) => saveUpload(change, upload, reading))
  const row = await ctx.services.read(actor, ctx.request, ({ tx }) =>
    findImport(tx, { tenantId: actor.tenant.id, id: upload.id }),
  )
  if (!row) throw new Error('The import that was just made is gone')
  return toImport(row, source, ctx.now)
}

async function readText(store: ReturnType<typeof fileStoreOf>, { key, head, isUtf8 }: ReceivedFile): Promise<Reading> {
  const shape = textShapeOf(head, isUtf8)
  return { ...(await readHead(await store.open(key), shape)), shape }
}

async function saveUpload(
  ctx: Ctx,
  { id, source, fileName, format, file }: Upload,
  reading: Reading | undefined,
): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  await insertImport(ctx.tx, {
    ...key,
    resource: source.resource.name,
    fileName,
    format,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    fileKey: file.key,
    makerName: ctx.actor.name,
    makerId: ctx.actor.id,
    now: ctx.now.toISOString(),
    expiresAt: new Date(ctx.now.getTime() + KEPT_DAYS * DAY_MS).toISOString(),
  })
  if (reading) await keepReading(ctx, id, source, { ...reading, rowsKey: file.key, rowCount: null })
  else await startWork(ctx.tx, { ...key, state: 'reading', jobId: ctx.addJob(readExcelFile, { importId: id }) })
  ctx.audit('import.uploaded', {
    resource: { type: 'office.imports', id },
    note: `${fileName} for ${source.resource.name}, SHA-256 ${file.sha256}`,
  })
}

function signedIn({ actor }: ManualCtx): Actor {
  if (!actor)
    throw new AppError('auth.required', 'Sign in, or send an access token or an API key as Authorization: Bearer')
  return actor
}

function bodyOf({ raw: { request } }: ManualCtx): Readable {
  if (Number(request.headers['content-length'] ?? 0) > MAX_IMPORT_BYTES) throw tooLarge()
  // The route takes its body as it comes: a stream, or nothing.
  if (request.body instanceof Readable) return request.body
  throw unreadable('Send the file as the body of the request')
}

/** What people and browsers call files may carry a path, or worse. */
function plainName(name: string | undefined): string | undefined {
  return name?.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, '').trim() || undefined
}

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { StoredFile } from '@groundwork/contract/platform/files.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ManualCtx } from '../http/route.ts'
import { newId } from '../ids.ts'
import { type FileStore, fileStoreOf, type StoredFile as KeptFile } from './file-store.ts'
import { type FileType, typeNamed } from './file-types.ts'
import { copyVariants, findPrepared, insertFile } from './files.queries.ts'
import { MAX_PIXELS } from './pictures/max-pixels.ts'
import { preparePicture } from './pictures/prepare-picture.job.ts'
import { contentOf } from './sniff-content.ts'
import { sanitiseSvg, UnsafeDrawing } from './svg/sanitise-svg.ts'
import { toFiles } from './to-file.ts'
import { Witness } from './witness.ts'

// Who may upload was decided before the first byte was read. What is judged here is the file: by its name, on the way to
// the store by its bytes, and pictures by the size that their header says. Only then is there a row.

const MAX_DRAWING_BYTES = 2 * 1024 * 1024

interface Received {
  name: string
  fileType: FileType
  kept: KeptFile
  width: number | null
  height: number | null
}

export async function uploadFile(ctx: ManualCtx, query: { fileName: string }): Promise<StoredFile> {
  const { actor, services } = ctx
  if (!actor) throw new Error('The route lets nobody in without a permission')
  const name = plainName(query.fileName)
  const fileType = typeNamed(name)
  if (!fileType) throw notAllowed(name)
  const receive = fileType.kind === 'drawing' ? receiveDrawing : receiveFile
  const received = await receive(ctx, actor, { name, fileType })
  return services.write(actor, ctx.request, (change) => saveFile(change, received))
}

/** The row of what lies in the store, and for a picture the job that makes it fit to show. */
export async function saveFile(ctx: Ctx, { name, fileType, kept, width, height }: Received): Promise<StoredFile> {
  const tenantId = ctx.actor.tenant.id
  const isPicture = fileType.kind === 'picture'
  const same = isPicture
    ? await findPrepared(ctx.tx, { tenantId, sentSha256: kept.sha256, type: fileType.type })
    : undefined
  const row = await insertFile(ctx.tx, {
    tenantId,
    id: newId(ctx.now.getTime()),
    name,
    kind: fileType.kind,
    type: fileType.type,
    state: isPicture && !same ? 'preparing' : 'ready',
    sizeBytes: same?.size_bytes ?? kept.sizeBytes,
    sha256: same?.sha256 ?? kept.sha256,
    fileKey: same?.file_key ?? kept.key,
    sentSha256: kept.sha256,
    width: same?.width ?? width,
    height: same?.height ?? height,
    makerName: ctx.actor.name,
    createdBy: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  if (!row) throw new Error('Nothing was inserted into files')
  if (same) await copyVariants(ctx.tx, { tenantId, id: row.id, fromId: same.id })
  else if (isPicture) ctx.addJob(preparePicture, { fileId: row.id })
  ctx.audit('file.uploaded', {
    resource: { type: 'platform.files', id: row.id },
    note: `${name}, ${kept.sizeBytes} bytes, SHA-256 ${kept.sha256}`,
  })
  const [file] = await toFiles(ctx, [row])
  if (!file) throw new Error('One row makes one file')
  return file
}

type Named = Pick<Received, 'name' | 'fileType'>

async function receiveFile(ctx: ManualCtx, actor: Actor, named: Named): Promise<Received> {
  const store = fileStoreOf(ctx.services.config)
  const limitBytes = ctx.services.config.uploadLimitBytes
  const witness = new Witness(limitBytes, () => tooLarge(limitBytes))
  const kept = await store.put(actor.tenant.id, witness.watch(bodyOf(ctx, limitBytes)))
  assertAgrees(named, witness)
  if (named.fileType.kind !== 'picture') return { ...named, kept, width: null, height: null }
  return { ...named, kept, ...(await sizeOf(store, kept, named.name)) }
}

/** What is kept of a drawing is what we wrote, never what was sent. */
async function receiveDrawing(ctx: ManualCtx, actor: Actor, named: Named): Promise<Received> {
  const { config } = ctx.services
  const limitBytes = Math.min(MAX_DRAWING_BYTES, config.uploadLimitBytes)
  const witness = new Witness(limitBytes, () => tooLarge(limitBytes))
  const sent = await buffer(witness.watch(bodyOf(ctx, limitBytes)))
  assertAgrees(named, witness)
  const clean = Buffer.from(cleaned(sent.toString('utf8'), named.name))
  return { ...named, kept: await fileStoreOf(config).put(actor.tenant.id, [clean]), width: null, height: null }
}

function cleaned(text: string, name: string): string {
  try {
    return sanitiseSvg(text)
  } catch (error) {
    if (!(error instanceof UnsafeDrawing)) throw error
    throw refusal(
      'file.drawing-unsafe',
      `'${name}' cannot be made safe. ${error.message}; save it as PNG instead`,
      error,
    )
  }
}

async function sizeOf(store: FileStore, { key }: KeptFile, name: string): Promise<{ width: number; height: number }> {
  // Loaded with the first picture: libvips takes 20 MB of a process.
  const { measure } = await import('./pictures/encode.ts')
  const size = await measure(await buffer(await store.open(key))).catch((cause: unknown) => {
    throw refusal('file.unreadable', `'${name}' is damaged; open it, save it again and upload that`, cause)
  })
  if (size.width * size.height <= MAX_PIXELS) return size
  throw refusal(
    'file.picture-too-large',
    `'${name}' has ${size.width} x ${size.height} pixels; at most ${MAX_PIXELS / 1_000_000} million are taken, so make it smaller`,
  )
}

function assertAgrees({ name, fileType }: Named, witness: Witness): void {
  if (witness.sizeBytes === 0) throw refusal('file.unreadable', `'${name}' is empty`)
  if (contentOf(witness.head(), witness.isText) === fileType.content) return
  throw refusal(
    'file.content-mismatch',
    `'${name}' is not what its ending says; give it the ending of what is inside, or save it again`,
  )
}

function bodyOf({ raw: { request } }: ManualCtx, limitBytes: number): Readable {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes)
  // The route takes its body as it comes: a stream, or nothing.
  if (request.body instanceof Readable) return request.body
  throw refusal('file.unreadable', 'Send the file as the body of the request')
}

/** What people and browsers call files may carry a path, or worse. It is shown, and never a path of ours. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim()
}

function notAllowed(name: string): AppError {
  return refusal(
    'file.type-not-allowed',
    `'${name}' is of a kind that is not taken. Pictures, PDF, Word, Excel, PowerPoint, text, CSV, ZIP, MP4 and SVG are`,
  )
}

function tooLarge(limitBytes: number): AppError {
  return refusal('request.too-large', `The file is larger than ${limitBytes / 1024 / 1024} MB; make it smaller`)
}

type Rule = ConstructorParameters<typeof AppError>[0]

function refusal(rule: Rule, message: string, cause?: unknown): AppError {
  return new AppError(rule, message, { details: [{ field: 'file', message }], ...(cause ? { cause } : {}) })
}

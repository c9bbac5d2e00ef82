import type { Actor } from '../access/actor.ts'
import { notFound } from '../errors.ts'
import type { ManualCtx } from '../http/route.ts'
import { askerResolver } from '../identity/credentials/resolve-asker.ts'
import type { Services } from '../services.ts'
import { type Linked, linkInvalid, readLink } from './file-links.ts'
import { listSeenUses } from './file-places.ts'
import { FileMissing, fileStoreOf } from './file-store.ts'
import { findFile, findVariant } from './files.queries.ts'
import { canReadFile } from './files.service.ts'
import { sendFile } from './send-file.ts'

const KEPT_SECONDS = 3600

interface Content {
  key: string
  name: string
  type: string
  sizeBytes: number
  isPicture: boolean
}

/**
 * Only what we wrote ourselves, pixels, is shown in the browser; everything else is a download. A drawing shows in <img>
 * all the same, where it can run nothing.
 */
export async function serveFile(ctx: ManualCtx, token: string): Promise<void> {
  const { services } = ctx
  const link = readLink(services.config.secret, token, ctx.now)
  const viewer = await askerResolver(services.database)(link.tenantId, { ...link.viewer, ...UNNAMED })
  if (!viewer) throw linkInvalid()
  const found = await findContent(services, link, viewer)
  if (!found) throw notFound('file')
  const content = await fileStoreOf(services.config)
    .open(found.key)
    .catch((cause: unknown) => {
      throw cause instanceof FileMissing ? notFound('file') : cause
    })
  sendFile(ctx, { ...found, content, shown: found.isPicture, keptSeconds: KEPT_SECONDS })
}

const UNNAMED = { userId: null, role: null, name: 'Link' }

/** The link was signed by us for this tenant and this viewer, so the read is in this tenant and with their rights. */
function findContent(
  { database }: Services,
  { tenantId, fileId: id, part }: Linked,
  viewer: Actor,
): Promise<Content | undefined> {
  return database.read({ tenantId, actorId: viewer.id }, async (tx) => {
    const file = await findFile(tx, { tenantId, id })
    if (file?.state !== 'ready') return undefined
    if (!canReadFile(viewer, file) && (await listSeenUses({ tx, actor: viewer }, id)).length === 0) throw linkInvalid()
    const isPicture = file.kind === 'picture'
    if (part === 'file')
      return { key: file.file_key, name: file.name, type: file.type, sizeBytes: file.size_bytes, isPicture }
    const [size = '', ending = ''] = part.split('.')
    const variant = await findVariant(tx, { tenantId, id, size, type: `image/${ending}` })
    if (!variant) return undefined
    const name = `${file.name.replace(/\.[^.]+$/, '')}.${ending}`
    return { key: variant.file_key, name, type: variant.type, sizeBytes: variant.size_bytes, isPicture }
  })
}

import type { StoredFile } from '@groundwork/contract/platform/files.ts'
import type { ReadCtx } from '../context.ts'
import { toAskedBy } from '../jobs/asked-by.ts'
import { fileLink, linksExpireAt, type Part } from './file-links.ts'
import { type FileRow, listFiles, listVariants, type VariantRow } from './files.queries.ts'

/** Files by their ids, with links that work for a while; two queries however many. */
export async function loadFiles(ctx: ReadCtx, ids: readonly string[]): Promise<Map<string, StoredFile>> {
  const tenantId = ctx.actor.tenant.id
  const rows = ids.length > 0 ? await listFiles(ctx.tx, { tenantId, ids }) : []
  const files = await toFiles(ctx, rows)
  return new Map(files.map((file) => [file.id, file]))
}

export async function toFiles(ctx: ReadCtx, rows: readonly FileRow[]): Promise<StoredFile[]> {
  const pictures = rows.filter(({ kind }) => kind === 'picture').map(({ id }) => id)
  const variants =
    pictures.length > 0 ? await listVariants(ctx.tx, { tenantId: ctx.actor.tenant.id, fileIds: pictures }) : []
  const byFile = Map.groupBy(variants, ({ file_id }) => file_id)
  return rows.map((row) => toFile(ctx, row, byFile.get(row.id) ?? []))
}

function toFile(ctx: ReadCtx, row: FileRow, variants: readonly VariantRow[]): StoredFile {
  const expiresAt = linksExpireAt(ctx.now)
  const linkTo = (part: Part) =>
    fileLink(
      ctx.config.secret,
      { tenantId: ctx.actor.tenant.id, fileId: row.id, part, viewer: toAskedBy(ctx.actor) },
      expiresAt,
    )
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    type: row.type,
    state: row.state,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    url: row.state === 'ready' ? linkTo('file') : null,
    variants: variants.map(({ size, type, width, height }) => ({
      size,
      type,
      width,
      height,
      url: linkTo(type === 'image/avif' ? `${size}.avif` : `${size}.webp`),
    })),
    linksExpireAt: expiresAt.toISOString(),
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.maker_name,
  }
}

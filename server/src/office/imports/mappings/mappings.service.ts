import {
  type ImportMapping,
  type ImportMappingListQuery,
  MAX_IMPORT_MAPPINGS,
  type SaveImportMapping,
  type UpdateImportMapping,
} from '@groundwork/contract/office/import-mappings.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { importSourceFor } from '../import-source.ts'
import { assertMayImport, importableResources } from '../imports.policy.ts'
import { findVisible } from '../imports.service.ts'
import { headerKey } from './header-key.ts'
import {
  countMappings,
  deleteMapping,
  followedBy,
  listMappings,
  lockMapping,
  type MappingRow,
  renameMapping,
  saveMapping,
} from './mappings.queries.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

/** Those of everybody: who imports such records for the business uses the same files. */
export async function listSavedMappings(
  { tx, actor }: ReadCtx,
  { limit, cursor, resource }: ImportMappingListQuery,
): Promise<Page<ImportMapping>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  const rows = await listMappings(tx, {
    tenantId: actor.tenant.id,
    limit: limit + 1,
    resources: importableResources(actor).filter((name) => resource === undefined || name === resource),
    // The columns above say that the key is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return { rows: shown.map(toMapping), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}

/** As the import stands now. Another mapping for the same headers is replaced: two could not both be suggested. */
export async function rememberMapping(ctx: Ctx, { importId, name }: SaveImportMapping): Promise<ImportMapping> {
  const { tx, actor, now } = ctx
  const row = await findVisible(ctx, importId)
  assertMayImport(actor, await importSourceFor(ctx, row.resource))
  if (row.headers.length === 0)
    throw new AppError('import.not-in-state', 'The file is still being read; its columns are not known yet')
  await assertNotTooMany(ctx)
  const saved = await saveMapping(tx, {
    tenantId: actor.tenant.id,
    id: newId(),
    resource: row.resource,
    name,
    headerKey: headerKey(row.headers),
    columns: JSON.stringify(row.headers.map((header, index) => ({ header, field: row.mapping[index] ?? null }))),
    mode: row.mode,
    onError: row.on_error,
    updateKey: row.update_key,
    emptyCells: row.empty_cells,
    makerName: actor.name,
    makerId: actor.id,
    now: now.toISOString(),
  })
  if (!saved) throw new Error('The mapping was not saved')
  await followedBy(tx, { tenantId: actor.tenant.id, importId, id: saved.id })
  return recorded(ctx, 'import-mapping.saved', undefined, toMapping(saved))
}

export async function changeMapping(
  ctx: Ctx,
  id: string,
  { name }: UpdateImportMapping,
  ifMatch: string | undefined,
): Promise<ImportMapping> {
  const current = await lockOne(ctx, id, ifMatch)
  const row = await renameMapping(ctx.tx, { tenantId: ctx.actor.tenant.id, id, name, now: ctx.now.toISOString() })
  if (!row) throw notFound('saved mapping')
  return recorded(ctx, 'import-mapping.updated', current, toMapping(row))
}

export async function removeMapping(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const current = await lockOne(ctx, id, ifMatch)
  await deleteMapping(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  recorded(ctx, 'import-mapping.deleted', current, undefined)
}

async function lockOne(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<ImportMapping> {
  const row = await lockMapping(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row || !importableResources(ctx.actor).includes(row.resource)) throw notFound('saved mapping')
  assertMayImport(ctx.actor, await importSourceFor(ctx, row.resource))
  const record = toMapping(row)
  assertExpectedVersion(ifMatch, { noun: 'saved mapping', version: row.version, record })
  return record
}

async function assertNotTooMany({ tx, actor }: Ctx): Promise<void> {
  const counted = await countMappings(tx, { tenantId: actor.tenant.id })
  if ((counted?.count ?? 0) < MAX_IMPORT_MAPPINGS) return
  throw new AppError(
    'import.too-many-mappings',
    `There are ${MAX_IMPORT_MAPPINGS} saved mappings already; delete those for files that no longer come`,
  )
}

function recorded<M extends ImportMapping | undefined>(
  ctx: Ctx,
  action: string,
  before: ImportMapping | undefined,
  after: M,
): M {
  const mapping = after ?? before
  if (mapping)
    ctx.audit(action, {
      resource: { type: 'office.import-mappings', id: mapping.id, version: mapping.version },
      changes: diffRecords(before, after),
      note: `${mapping.name}, for ${mapping.resource}`,
    })
  return after
}

function toMapping(row: MappingRow): ImportMapping {
  return {
    id: row.id,
    resource: row.resource,
    name: row.name,
    columns: row.columns,
    mode: row.mode,
    onError: row.on_error,
    updateKey: row.update_key,
    emptyCells: row.empty_cells,
    usedAt: row.used_at,
    createdAt: row.created_at,
    createdBy: { id: row.created_by, name: row.maker_name },
    updatedAt: row.updated_at,
    version: row.version,
  }
}

import type { ExportFormat } from '@groundwork/contract/office/exports.ts'
import type { Actor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { sendFile } from '#platform/files/send-file.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { fieldHidden, hiddenFields } from '#platform/resource/field-rights.ts'
import { notOwn, rowLimits } from '#platform/resource/row-rights.ts'
import { readDownloadToken } from './download-token.ts'
import { exportSourceOf } from './export-source.ts'
import { canRead } from './exports.policy.ts'
import { type ExportRow, findExport } from './exports.queries.ts'
import { findVisible, notReady, stateOf } from './exports.service.ts'

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
}

export async function downloadExport(ctx: ManualCtx, id: string): Promise<void> {
  const { actor, request, services } = ctx
  if (!actor)
    throw new AppError('auth.required', 'Sign in, or send an access token or an API key as Authorization: Bearer')
  const row = await services.read(actor, request, (read) => findVisible(read, id))
  assertSeesContent(actor, row)
  await sendExport(ctx, row)
}

/** The link is the credential. It is worth no more than what its maker may see at this moment. */
export async function downloadByLink(ctx: ManualCtx, token: string): Promise<void> {
  const { services, now } = ctx
  const claim = readDownloadToken(services.config.secret, token, now)
  if (!claim) throw linkInvalid()
  const { tenantId, exportId: id } = claim
  const row = await services.database.read({ tenantId, actorId: null }, (tx) => findExport(tx, { tenantId, id }))
  const maker = row && (await makerOf(ctx, tenantId, row))
  if (!row || !maker || !canRead(maker, row) || stateOf(row, now) !== 'finished') throw linkInvalid()
  assertSeesContent(maker, row)
  await sendExport(ctx, row)
}

function makerOf({ services }: ManualCtx, tenantId: string, row: ExportRow): Promise<Actor | null> {
  const { maker_kind: kind, created_by: id, maker_name: name } = row
  return askerResolver(services.database)(tenantId, { kind, id, userId: null, role: null, name })
}

async function sendExport(ctx: ManualCtx, row: ExportRow): Promise<void> {
  const state = stateOf(row, ctx.now)
  if (state !== 'finished' || row.file_key === null) throw notReady(state)
  const content = await fileStoreOf(ctx.services.config).open(row.file_key)
  sendFile(ctx, {
    name: row.file_name ?? `export.${row.format}`,
    type: TYPES[row.format],
    content,
    sizeBytes: Number(row.size_bytes),
  })
}

/** A role may have come to hide since what the file holds: columns, or the rows of others. */
function assertSeesContent(actor: Actor, { resource, columns, holds_all_rows: holdsAll }: ExportRow): void {
  const source = exportSourceOf(resource)
  if (holdsAll && rowLimits(actor, source.resource, 'export').length > 0) throw notOwn(actor, source.resource)
  const hidden = hiddenFields(actor, source.resource)
  const found = columns.find((key) => hidden.has(key) || hidden.has(key.split('.')[0] ?? key))
  if (found !== undefined) throw fieldHidden(source.resource, found, 'columns')
}

function linkInvalid(): AppError {
  return new AppError('export.link-invalid', 'The link was changed or its time is over; sign in and export again')
}

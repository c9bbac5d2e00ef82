import type { ExportState } from '@groundwork/contract/office/exports.ts'
import type { Actor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { sendFile } from '#platform/files/send-file.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { fieldHidden } from '#platform/resource/field-rights.ts'
import { exportSourceFor } from './export-source.ts'
import type { ExportRow } from './exports.queries.ts'
import { findVisible, stateOf } from './exports.service.ts'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export async function downloadExport(ctx: ManualCtx, id: string): Promise<void> {
  const { actor, request, services } = ctx
  if (!actor)
    throw new AppError('auth.required', 'Sign in, or send an access token or an API key as Authorization: Bearer')
  const row = await services.read(actor, request, (read) => findVisible(read, id))
  assertColumnsSeen(actor, row)
  const state = stateOf(row, ctx.now)
  if (state !== 'finished' || row.file_key === null) throw notReady(state)
  const content = await fileStoreOf(services.config).open(row.file_key)
  sendFile(ctx, {
    name: row.file_name ?? `export.${row.format}`,
    type: TYPES[row.format],
    content,
    sizeBytes: Number(row.size_bytes),
  })
}

/** A role may have come to hide since what the file holds. */
function assertColumnsSeen(actor: Actor, { resource, columns }: ExportRow): void {
  const seen = new Set(exportSourceFor(actor, resource).columns.map(({ key }) => key))
  const hidden = columns.find((key) => !seen.has(key))
  if (hidden !== undefined) throw fieldHidden(exportSourceFor(actor, resource).resource, hidden, 'columns')
}

function notReady(state: ExportState): AppError {
  const sentence =
    state === 'queued' || state === 'running'
      ? 'The file is being made; try again when the export is finished'
      : `The export is ${state}, so there is no file; export again`
  return new AppError('export.not-ready', sentence)
}

import type { ExportState } from '@groundwork/contract/office/exports.ts'
import { AppError } from '#platform/errors.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { sendFile } from '#platform/files/send-file.ts'
import type { ManualCtx } from '#platform/http/route.ts'
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

function notReady(state: ExportState): AppError {
  const sentence =
    state === 'queued' || state === 'running'
      ? 'The file is being made; try again when the export is finished'
      : `The export is ${state}, so there is no file; export again`
  return new AppError('export.not-ready', sentence)
}

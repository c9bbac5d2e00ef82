import type { Import, ImportSummary } from '@groundwork/contract/office/imports.ts'
import { fieldsOf, type ImportSource, keysOf } from './import-source.ts'
import type { ImportRow } from './imports.queries.ts'
import { type ImportMove, mayMove } from './imports.status.ts'

const MAX_SAMPLES = 3

export function toImport(row: ImportRow, source: ImportSource, now: Date): Import {
  const may = (move: ImportMove) => mayMove(row, move, now)
  const titles = new Map(source.columns.map(({ key, title }) => [key, title]))
  return {
    ...toImportSummary(row),
    columns: row.headers.map((header, index) => ({
      header,
      samples: samplesOf(row, index),
      mapsTo: row.mapping[index] ?? null,
    })),
    preview: row.preview,
    fields: fieldsOf(source).map(({ key, title, isRequired }) => ({ key, title, isRequired })),
    keys: keysOf(source).map(({ column }) => ({ key: column, title: titles.get(column) ?? column })),
    savedMapping:
      row.mapping_id !== null && row.mapping_name !== null ? { id: row.mapping_id, name: row.mapping_name } : null,
    sample: row.sample,
    undo: ['undoing', 'undo_stopped', 'undone'].includes(row.state)
      ? { undone: row.undone, left: row.left_count, reasons: row.left_reasons }
      : null,
    can: {
      change: may('change'),
      check: may('check'),
      run: may('run'),
      cancel: may('cancel'),
      undo: may('undo'),
    },
  }
}

function samplesOf({ preview }: ImportRow, index: number): string[] {
  const cells = preview.map(({ cells }) => cells[index] ?? '').filter(Boolean)
  return [...new Set(cells)].slice(0, MAX_SAMPLES)
}

export function toImportSummary(row: ImportRow): ImportSummary {
  return {
    id: row.id,
    resource: row.resource,
    state: row.state,
    fileName: row.file_name,
    format: row.format,
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    mode: row.mode,
    onError: row.on_error,
    updateKey: row.update_key,
    emptyCells: row.empty_cells,
    rows: row.row_count,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    failed: row.failed,
    problem: problemOf(row),
    jobId: row.job_id,
    progress: isAtWork(row) ? { done: row.job_done ?? 0, total: row.job_total } : null,
    createdAt: row.created_at,
    createdBy: { id: row.created_by, name: row.maker_name },
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
  }
}

function isAtWork({ job_state }: ImportRow): boolean {
  return job_state === 'queued' || job_state === 'running'
}

function problemOf({ job_state, job_error }: ImportRow): string | null {
  if (job_state === 'cancelled') return 'It was cancelled'
  return job_state === 'failed' || job_state === 'dead' ? (job_error ?? 'It failed') : null
}

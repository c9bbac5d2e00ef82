import { FileList, type StoredFile } from '@groundwork/contract/platform/files.ts'
import { sql } from 'kysely'
import type { ReadCtx } from '../context.ts'
import type { Page } from '../http/route.ts'
import { anyOf } from '../resource/filters.ts'
import type { ListQuery } from '../resource/list.ts'
import { pickFields } from '../resource/pick-fields.ts'
import { listPlainly, type PlainList } from '../resource/plain-list.ts'
import { FILE_COLUMNS, type FileRow } from './files.queries.ts'
import { seesFilesOfOthers } from './files.service.ts'
import { toFiles } from './to-file.ts'

const MAKERS = anyOf('created_by', 'uuid')

const fileList: PlainList<FileRow, FileRow> = {
  name: 'files',
  table: 'files',
  isPerTenant: true,
  columns: FILE_COLUMNS,
  shape: FileList,
  filters: { kind: anyOf('kind', 'text') },
  sorts: {
    createdAt: { column: 'created_at', type: 'timestamptz' },
    name: { column: 'name', type: 'text' },
    sizeBytes: { column: 'size_bytes', type: 'int4' },
  },
  searched: sql<string>`' ' || lower(unaccent(name))`,
  toItem: (row) => row,
  limitsFor: (actor) => (seesFilesOfOthers(actor) ? [] : [{ name: 'mine', filter: MAKERS, value: [actor.id] }]),
}

export async function listStoredFiles(ctx: ReadCtx, query: ListQuery): Promise<Page<StoredFile>> {
  const { fields, expand: _, ...asked } = query
  const { rows, pagination } = await listPlainly(ctx, fileList, asked)
  return { rows: (await toFiles(ctx, rows)).map((file) => pickFields(file, fields)), pagination }
}

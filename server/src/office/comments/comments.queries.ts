import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface CommentRow {
  id: string
  resource: string
  record_id: string
  body: string
  maker_name: string
  created_by: string
  created_at: string
  edited_at: string | null
}

export const COMMENT_COLUMNS = [
  'id',
  'resource',
  'record_id',
  'body',
  'maker_name',
  'created_by',
  'created_at',
  'edited_at',
] as const

interface CommentKey {
  tenantId: string
  id: string
}

interface NewComment extends CommentKey {
  resource: string
  recordId: string
  body: string
  makerName: string
  createdBy: string
  now: string
}

const columns = sql.join(COMMENT_COLUMNS.map((column) => sql.ref(column)))

export const insertComment = statementForOne<NewComment, CommentRow>('comments.insert', (query, p) =>
  sql<CommentRow>`insert into comments (tenant_id, id, resource, record_id, body, maker_name, created_by, created_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}, ${p.recordId}::uuid, ${p.body}, ${p.makerName},
      ${p.createdBy}::uuid, ${p.now}::timestamptz)
    returning ${columns}`.compile(query),
)

export const lockComment = statementForOne<CommentKey, CommentRow>('comments.lock', (query, p) =>
  sql<CommentRow>`select ${columns} from comments
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(query),
)

export const updateComment = statementForOne<CommentKey & { body: string; now: string }, CommentRow>(
  'comments.update',
  (query, p) =>
    sql<CommentRow>`update comments set body = ${p.body}, edited_at = ${p.now}::timestamptz
      where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning ${columns}`.compile(query),
)

export const deleteComment = statement<CommentKey, never>('comments.delete', (query, p) =>
  query.deleteFrom('comments').where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)

export const deleteCommentsOf = statement<{ tenantId: string; resource: string; recordId: string }, never>(
  'comments.delete-of-record',
  (query, p) =>
    query
      .deleteFrom('comments')
      .where('tenant_id', '=', p.tenantId)
      .where('record_id', '=', p.recordId)
      .where('resource', '=', p.resource),
)

import { wholeListQuery } from '@groundwork/contract/http/list.ts'
import { AppError } from '#platform/errors.ts'
import { toFieldProblems } from '#platform/http/parse.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import type { ExportSource } from './export-source.ts'

/** The query of the list, without what only concerns pages: an export has all of them. */
export function parseExportQuery({ resource }: ExportSource, query: Record<string, string>): ListQuery {
  const result = wholeListQuery(resource.schemas.list).safeParse(query)
  // The schema is made at run time from the list's shape, so its type is the open one.
  if (result.success) return { ...(result.data as Omit<ListQuery, 'limit' | 'count'>), limit: 0, count: false }
  const details = toFieldProblems(result.error, 'query').map(({ field, message }) => ({
    field: `query.${field}`,
    message,
  }))
  throw new AppError('request.invalid', `${details[0]?.field}: ${details[0]?.message}`, { details })
}

import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { requestIdOf, sentenceOf } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import type { Column } from '../list/list-view.ts'
import tableClasses from '../list/record-table.module.css'
import { TextLink } from '../page/links.tsx'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useList } from '../resource/use-reads.ts'
import classes from './related-list.module.css'

const SHOWN = 20

interface RelatedListProps<T extends BaseRecord> {
  resource: Resource<T>
  columns: Column<T>[]
  /** What ties them to the record, as the list's own filter. */
  filter: Record<string, string>
  empty: { title: string; text: string }
  action?: ReactNode
}

/** Records of another kind that belong to this one: the first of them here, all of them one link away. */
export function RelatedList<T extends BaseRecord>({ resource, columns, filter, empty, action }: RelatedListProps<T>) {
  const { data, error, refetch } = useList(resource, { ...filter, limit: SHOWN })
  if (error && !data)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={160} />
  if (data.rows.length === 0) {
    return (
      <Empty icon={resource.icon} {...empty}>
        {action}
      </Empty>
    )
  }
  const { total } = data.pagination
  return (
    <>
      {action}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={resource.many}>
        <table className={tableClasses.table} data-density="compact">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" style={column.width ? { width: column.width } : { minWidth: 220 }}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((record) => (
              <tr key={record.id}>
                {columns.map((column) => (
                  <td key={column.key}>{column.cell(record)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {total !== null && total > SHOWN && (
        <TextLink to={resource.href} search={filter} size="sm" mt="sm" display="inline-block">
          {t('showAll', { count: total, many: resource.many })}
        </TextLink>
      )}
    </>
  )
}

import type { BaseRecord } from '../resource/resource.ts'
import { useFieldRights } from '../session/field-rights.ts'
import type { Column, ListView } from './list-view.ts'

/** The view of a list without what one's role hides: no column, filter, tab or bulk change that would be refused. */
export function useSeenView<T extends BaseRecord>(view: ListView<T>): ListView<T> {
  const { isHidden, isWritable } = useFieldRights(view.resource.name)
  return {
    ...view,
    columns: view.columns.filter(({ key }) => !isHidden(key)).map((column) => seenColumn(column, isHidden)),
    filters: view.filters.filter(({ key, field }) => !isHidden(field ?? key)),
    presets: view.presets?.filter(({ query }) => !Object.keys(query).some(isHidden)) ?? [],
    bulkFields: view.bulkFields?.filter(({ field }) => isWritable(field)) ?? [],
  }
}

function seenColumn<T>({ sort, exportAs, ...column }: Column<T>, isHidden: (path: string) => boolean): Column<T> {
  return {
    ...column,
    ...(sort && !isHidden(sort) ? { sort } : {}),
    ...(exportAs ? { exportAs: exportAs.filter((key) => !isHidden(key)) } : {}),
  }
}

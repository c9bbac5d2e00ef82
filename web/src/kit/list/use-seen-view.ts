import { customColumns, customFilters } from '../custom-fields/custom-columns.tsx'
import { useCustomFields } from '../custom-fields/custom-fields.api.ts'
import type { BaseRecord } from '../resource/resource.ts'
import { useFieldRights } from '../session/field-rights.ts'
import type { Column, ListView } from './list-view.ts'

/** The view of a list with the fields of the business, and without what one's role hides: nothing that would be refused. */
export function useSeenView<T extends BaseRecord>(view: ListView<T>): ListView<T> {
  const { isHidden, isWritable } = useFieldRights(view.resource.name)
  const custom = useCustomFields(view.resource.name) ?? []
  const columns = view.columns.filter(({ key }) => !isHidden(key)).map((column) => seenColumn(column, isHidden))
  const filters = view.filters.filter(({ key, field }) => !isHidden(field ?? key))
  return {
    ...view,
    columns: [...columns, ...customColumns<T>(custom)],
    filters: [...filters, ...customFilters(custom)],
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

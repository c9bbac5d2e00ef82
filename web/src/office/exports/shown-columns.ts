import { isFilter } from '#kit/list/list-state.ts'
import type { ListView } from '#kit/list/list-view.ts'
import type { UrlState } from '#kit/page/url-state.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'

/** What the list shows now, as the export's own column names. */
export function shownColumns<T extends BaseRecord>({ columns }: ListView<T>, state: UrlState): string[] {
  const chosen = state['columns']?.split(',')
  const shown = columns.filter(
    ({ key, isHiddenAtFirst }, index) => index === 0 || (chosen ? chosen.includes(key) : !isHiddenAtFirst),
  )
  return shown.flatMap(({ key, exportAs }) => exportAs ?? [key])
}

/** What narrows and orders the list, as it stands in its address. */
export function listQueryOf<T extends BaseRecord>({ shape }: ListView<T>, state: UrlState): Record<string, string> {
  const isAboutList = (name: string) => isFilter(shape, name) || name === 'search' || name === 'sort'
  return Object.fromEntries(Object.entries(state).filter(([name]) => isAboutList(name)))
}

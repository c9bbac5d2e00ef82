import type { Pagination } from '@groundwork/contract/http/envelope.ts'
import { type ListShape, MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import type { Query } from '../api/client.ts'
import { type UrlState, useUrlState } from '../page/url-state.ts'
import type { BaseRecord } from '../resource/resource.ts'
import type { ListView } from './list-view.ts'

export const PAGE_ROWS = 50

/** Where in the list one stands; everything else in the address says what the list is. */
const PLACE = ['page', 'cursor', 'view'] as const

export interface ListState {
  /** What the API is asked. */
  query: Query
  /** What makes up a saved view: filters, search, sort and columns. */
  lens: Record<string, string>
  sort: string
  search: string
  page: number
  isTrash: boolean
  state: UrlState
  /** A change of what the list is begins again at its first page. */
  setLens: (changes: Record<string, string | undefined>, options?: { replace?: boolean }) => void
  replaceLens: (lens: Record<string, string>, viewId?: string) => void
  setPlace: (place: { page?: string | undefined; cursor?: string | undefined }) => void
}

export function useListState<T extends BaseRecord>({ shape }: Pick<ListView<T>, 'shape'>): ListState {
  const { state, patch, replaceAll } = useUrlState()
  const lens = Object.fromEntries(Object.entries(state).filter(([name]) => !PLACE.some((place) => place === name)))
  const filters = Object.fromEntries(Object.entries(lens).filter(([name]) => isFilter(shape, name)))
  const sort = state['sort'] ?? shape.defaultSort
  const search = state['search'] ?? ''
  const page = Math.max(1, Number(state['page'] ?? 1) || 1)
  const place = state['cursor'] ? { cursor: state['cursor'] } : { page }
  return {
    query: { ...filters, search: search || undefined, sort, limit: PAGE_ROWS, ...place },
    lens,
    sort,
    search,
    page,
    isTrash: state['trashed'] === 'true',
    state,
    setLens: (changes, options) => patch({ ...changes, page: undefined, cursor: undefined }, options),
    replaceLens: (next, viewId) => replaceAll({ ...next, view: viewId }),
    setPlace: ({ page: nextPage, cursor }) => patch({ page: nextPage, cursor }),
  }
}

/** One of the contract's, or about a custom field. */
export function isFilter({ filters, customFields }: ListShape, name: string): boolean {
  return name in filters || (customFields === true && name.startsWith('cf.'))
}

/** Pages are numbered as deep as the API counts them; beyond that one reads on by cursor. */
export function nextPlace({ page, hasNext, nextCursor }: Pagination): { page?: string; cursor?: string } | undefined {
  if (!hasNext) return undefined
  if (page !== null && (page + 1) * PAGE_ROWS <= MAX_PAGED_ROWS) return { page: String(page + 1) }
  return nextCursor ? { cursor: nextCursor } : undefined
}

export function previousPlace({ page }: Pagination): { page?: string | undefined } | undefined {
  if (page === null || page <= 1) return undefined
  return { page: page === 2 ? undefined : String(page - 1) }
}

export function nextSort(current: string, column: string): string {
  return current === column ? `-${column}` : column
}

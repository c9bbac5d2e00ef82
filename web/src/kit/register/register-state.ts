import type { Query } from '../api/client.ts'
import { paramsOf } from '../list/filter-fields.ts'
import type { ListState } from '../list/list-state.ts'
import { useUrlState } from '../page/url-state.ts'
import type { RegisterView } from './register-view.ts'

export interface RegisterState extends Pick<ListState, 'state' | 'search' | 'setLens'> {
  query: Query
  sort: string
  isNarrowed: boolean
  clear: () => void
  openId: string | undefined
  open: (id: string | undefined) => void
}

/** What is asked and what is open stand in the address. */
export function useRegisterState<T extends { id: string }>({
  filters,
  query,
  defaultSort = '',
}: RegisterView<T>): RegisterState {
  const { state, patch } = useUrlState()
  const params = filters.flatMap(paramsOf)
  const asked = Object.fromEntries(params.map((param) => [param, state[param]]))
  const search = state['search'] ?? ''
  const sort = state['sort'] ?? defaultSort
  return {
    state,
    search,
    sort,
    query: { ...query, ...asked, search: search || undefined, sort: sort || undefined },
    isNarrowed: search !== '' || params.some((param) => state[param]),
    setLens: patch,
    clear: () => patch({ search: undefined, ...Object.fromEntries(params.map((param) => [param, undefined])) }),
    openId: state['open'],
    open: (id) => patch({ open: id }),
  }
}

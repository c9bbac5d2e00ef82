import type { CreateView, UpdateView, View } from '@groundwork/contract/platform/views.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '../api/groundwork.ts'
import { stringifySearch } from '../page/url-state.ts'

const keyOf = (resource: string) => ['views', resource]

export function useViews(resource: string) {
  return useQuery({
    queryKey: keyOf(resource),
    queryFn: async ({ signal }) => (await groundwork.list('views', { query: { resource }, signal })).rows,
    staleTime: 5 * 60_000,
  })
}

/** Saves, changes and deletes views of one list. */
export function useViewWrites(resource: string) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: keyOf(resource) })
  return {
    create: useMutation({ mutationFn: (view: CreateView) => groundwork.post('views', view), onSuccess }),
    change: useMutation({
      mutationFn: ({ id, ...view }: UpdateView & { id: string }) => groundwork.patch(`views/${id}`, view),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: string) => groundwork.remove(`views/${id}`), onSuccess }),
  }
}

/** A view keeps its list as the address writes it. */
export function queryOf({ query }: View): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

export function toQuery(lens: Record<string, string>): string {
  return stringifySearch(lens).replace(/^\?/, '')
}

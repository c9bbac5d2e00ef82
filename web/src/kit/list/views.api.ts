import type { CreateView, UpdateView, View } from '@groundwork/contract/platform/views.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { stringifySearch } from '../page/url-state.ts'

const keyOf = (resource: string) => ['views', resource]

export function useViews(resource: string) {
  return useQuery({
    queryKey: keyOf(resource),
    queryFn: async ({ signal }) => (await api.list<View>('views', { query: { resource }, signal })).rows,
    staleTime: 5 * 60_000,
  })
}

/** Saves, changes and deletes views of one list. */
export function useViewWrites(resource: string) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: keyOf(resource) })
  return {
    create: useMutation({ mutationFn: (view: CreateView) => api.post<View>('views', view), onSuccess }),
    change: useMutation({
      mutationFn: ({ id, ...view }: UpdateView & { id: string }) => api.patch<View>(`views/${id}`, view),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.remove(`views/${id}`), onSuccess }),
  }
}

/** A view keeps its list as the address writes it. */
export function queryOf({ query }: View): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

export function toQuery(lens: Record<string, string>): string {
  return stringifySearch(lens).replace(/^\?/, '')
}

import type { CreateTag, Tag } from '@groundwork/contract/platform/tags.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { useLiveKey } from '../live/use-live.ts'
import { useMay } from '../session/session.ts'

export const TAGS = 'tags'
const SHOWN = 100

/** The tags of the business with their colours: one list that every pill, form and filter shares. */
export function useTags() {
  const may = useMay()
  useLiveKey(TAGS, ['tag'])
  return useQuery({
    queryKey: [TAGS],
    queryFn: async ({ signal }) =>
      (await api.list<Tag>(TAGS, { query: { limit: SHOWN, count: false, expand: 'can' }, signal })).rows,
    enabled: may('platform.tags.read'),
    staleTime: 30_000,
  })
}

export function useTagWrites() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: [TAGS] })
  return {
    create: useMutation({ mutationFn: (tag: CreateTag) => api.post<Tag>(TAGS, tag), onSuccess }),
    recolour: useMutation({
      mutationFn: ({ id, colour }: Pick<Tag, 'id' | 'colour'>) => api.patch<Tag>(`${TAGS}/${id}`, { colour }),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.remove(`${TAGS}/${id}`), onSuccess }),
  }
}

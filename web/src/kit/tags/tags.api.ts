import type { CreateTag, Tag, TagCounts, TagMerged, TagUses, UpdateTag } from '@groundwork/contract/platform/tags.ts'
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

/** How many records carry each, by its id. */
export function useTagCounts() {
  const { data } = useQuery({
    queryKey: [TAGS, 'uses'],
    queryFn: ({ signal }) => api.get<TagCounts>(`${TAGS}/uses`, { signal }),
    enabled: useMay()('platform.tags.update'),
  })
  return new Map(data?.tags.map(({ id, records }) => [id, records]))
}

export function useTagUses(id: string) {
  return useQuery({
    queryKey: [TAGS, 'uses', id],
    queryFn: ({ signal }) => api.get<TagUses>(`${TAGS}/${id}/uses`, { signal }),
  })
}

export function useTagWrites() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: [TAGS] })
  return {
    create: useMutation({ mutationFn: (tag: CreateTag) => api.post<Tag>(TAGS, tag), onSuccess }),
    change: useMutation({
      mutationFn: ({ id, version, ...change }: Pick<Tag, 'id' | 'version'> & UpdateTag) =>
        api.patch<Tag>(`${TAGS}/${id}`, change, `"${version}"`),
      onSuccess,
    }),
    merge: useMutation({
      mutationFn: ({ id, intoId }: { id: string; intoId: string }) =>
        api.post<TagMerged>(`${TAGS}/${id}/merge`, { intoId }),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.remove(`${TAGS}/${id}`), onSuccess }),
  }
}

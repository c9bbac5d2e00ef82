import type { Comment } from '@groundwork/contract/office/comments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { groundwork } from '../api/groundwork.ts'
import { useLiveKey } from '../live/use-live.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'

const SHOWN = 100

const pathOf = ({ name }: Pick<Resource<BaseRecord>, 'name'>, id: string) => `records/${name}/${id}/comments`

export function useComments<T extends BaseRecord>(resource: Resource<T>, id: string, isOn: boolean) {
  const path = pathOf(resource, id)
  useLiveKey(path, ['comment'])
  return useQuery({
    queryKey: [path],
    queryFn: async ({ signal }) =>
      (await api.list<Comment>(path, { query: { expand: 'can', limit: SHOWN }, signal })).rows,
    enabled: isOn,
  })
}

export interface Written {
  body: string
  mentionIds: string[]
}

export function useCommentWrites<T extends BaseRecord>(resource: Resource<T>, id: string) {
  const client = useQueryClient()
  const path = pathOf(resource, id)
  const onSuccess = () => client.invalidateQueries({ queryKey: [path] })
  return {
    create: useMutation({ mutationFn: (written: Written) => api.post<Comment>(path, written), onSuccess }),
    change: useMutation({
      mutationFn: ({ commentId, ...written }: Written & { commentId: string }) =>
        api.patch<Comment>(`comments/${commentId}`, written),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (commentId: string) => api.remove(`comments/${commentId}`), onSuccess }),
  }
}

/** People to mention or to assign, by part of their name. */
export function useColleagues(search: string, isOn: boolean) {
  return useQuery({
    queryKey: ['colleagues', search],
    queryFn: ({ signal }) => groundwork.get('colleagues', { query: { search: search || undefined }, signal }),
    enabled: isOn,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { etagOf } from '../api/etags.ts'
import type { BaseRecord, Resource } from './resource.ts'

/** After a write everything read of this kind is asked again; what is on screen stays until the answer is there. */
export function useRefresh<T extends BaseRecord>(resource: Resource<T>): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [resource.path] })
}

export function useCreate<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  return useMutation({ mutationFn: (body: unknown) => api.post<T>(resource.path, body), onSuccess: refresh })
}

interface Change<T> {
  /** The record as it was when editing began: its version is what If-Match names. */
  base: T
  body: unknown
}

export function useChange<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  return useMutation({
    mutationFn: ({ base, body }: Change<T>) =>
      api.patch<T>(resource.isSingle ? resource.path : `${resource.path}/${base.id}`, body, etagOf(base)),
    onSuccess: refresh,
  })
}

export function useTrash<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  return useMutation({ mutationFn: (id: string) => api.remove(`${resource.path}/${id}`), onSuccess: refresh })
}

export function usePurge<T extends BaseRecord>(resource: Resource<T>) {
  const client = useQueryClient()
  const refresh = useRefresh(resource)
  return useMutation({
    mutationFn: (id: string) => api.remove(`${resource.path}/${id}`, { permanent: true }),
    onSuccess: async (_, id) => {
      // Its page may still be open for a moment; asking again for what is gone would only show an error there.
      for (const kind of ['record', 'history']) client.removeQueries({ queryKey: [resource.path, kind, id] })
      await refresh()
    },
  })
}

export function useRestore<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  return useMutation({ mutationFn: (id: string) => api.post<T>(`${resource.path}/${id}/restore`), onSuccess: refresh })
}

export function useRevert<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      api.post<T>(`${resource.path}/${id}/revert`, { version }),
    onSuccess: refresh,
  })
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, type Query } from '../api/client.ts'
import { useLiveRefresh } from '../live/use-live.ts'
import { type BaseRecord, expandOf, type Resource } from './resource.ts'

export function useList<T extends BaseRecord>(resource: Resource<T>, query: Query, isOn = true) {
  useLiveRefresh(resource)
  const asked = { expand: expandOf(resource), ...query }
  return useQuery({
    queryKey: [resource.path, 'list', asked],
    queryFn: ({ signal }) => api.list<T>(resource.path, { query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: isOn,
  })
}

export function useRecord<T extends BaseRecord>(resource: Resource<T>, id: string, isOn = true) {
  useLiveRefresh(resource)
  return useQuery({
    queryKey: [resource.path, 'record', id],
    queryFn: ({ signal }) => api.get<T>(`${resource.path}/${id}`, { query: { expand: expandOf(resource) }, signal }),
    enabled: isOn,
  })
}

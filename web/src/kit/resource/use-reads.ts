import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, type Query } from '../api/client.ts'
import { useLiveRefresh } from '../live/use-live.ts'
import { fillHidden } from '../session/field-rights.ts'
import { useMe } from '../session/session.ts'
import { type BaseRecord, expandOf, type Resource } from './resource.ts'

export function useList<T extends BaseRecord>(resource: Resource<T>, query: Query, isOn = true) {
  useLiveRefresh(resource)
  const { fields } = useMe()
  const asked = { expand: expandOf(resource), ...query }
  return useQuery({
    queryKey: [resource.path, 'list', asked],
    queryFn: async ({ signal }) => {
      const page = await api.list<T>(resource.path, { query: asked, signal })
      return { ...page, rows: page.rows.map((row) => fillHidden(resource, fields, row)) }
    },
    placeholderData: keepPreviousData,
    enabled: isOn,
  })
}

export function useRecord<T extends BaseRecord>(resource: Resource<T>, id: string, isOn = true) {
  useLiveRefresh(resource)
  const { fields } = useMe()
  return useQuery({
    queryKey: [resource.path, 'record', id],
    queryFn: async ({ signal }) => {
      const query = { expand: expandOf(resource) }
      return fillHidden(resource, fields, await api.get<T>(`${resource.path}/${id}`, { query, signal }))
    },
    enabled: isOn,
  })
}

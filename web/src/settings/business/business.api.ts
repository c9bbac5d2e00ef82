import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import { useQuery } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { useLiveKey } from '#kit/live/use-live.ts'
import { business } from './business.resource.ts'

const EVENTS = ['tenant']

export function useBusiness() {
  useLiveKey(business.path, EVENTS)
  return useQuery({ queryKey: [business.path], queryFn: ({ signal }) => api.get<Tenant>(business.path, { signal }) })
}

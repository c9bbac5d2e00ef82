import type { PermissionInfo, RoleInfo } from '@groundwork/contract/platform/roles.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { groundwork } from '#kit/api/groundwork.ts'

export type Role = z.infer<typeof RoleInfo>
export type PermissionLine = z.infer<typeof PermissionInfo>

/** Permissions change with a new release only; roles of the business whenever somebody edits them. */
const STALE_MS = 60 * 60_000

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await groundwork.list('roles', { signal })).rows,
    staleTime: 30_000,
  })
}

export function usePermissions() {
  return useQuery({
    queryKey: ['permissions'],
    queryFn: async ({ signal }) => (await groundwork.list('permissions', { signal })).rows,
    staleTime: STALE_MS,
  })
}

import type { Permission } from '@groundwork/contract/permissions.ts'
import type { CreateRole, CustomRole, UpdateRole } from '@groundwork/contract/platform/roles.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { etagOf } from '#kit/api/etags.ts'
import { groundwork } from '#kit/api/groundwork.ts'

function useRefreshRoles() {
  const client = useQueryClient()
  return () =>
    Promise.all([client.invalidateQueries({ queryKey: ['roles'] }), client.invalidateQueries({ queryKey: ['me'] })])
}

export function useRole(id: string) {
  return useQuery({
    queryKey: ['roles', 'one', id],
    queryFn: ({ signal }) => groundwork.get(`roles/${id}`, { signal }),
  })
}

/** Changes with a new release only. */
export function useLimitableFields() {
  return useQuery({
    queryKey: ['role-fields'],
    queryFn: ({ signal }) => groundwork.get('roles/fields', { signal }),
    staleTime: 60 * 60_000,
  })
}

/** Of which records a role can have its own alone, and what own means. */
export function useOwnableRecords() {
  return useQuery({
    queryKey: ['role-rows'],
    queryFn: ({ signal }) => groundwork.get('roles/rows', { signal }),
    staleTime: 60 * 60_000,
  })
}

export function useCreateRole() {
  const refresh = useRefreshRoles()
  return useMutation({ mutationFn: (body: CreateRole) => groundwork.post('roles', body), onSuccess: refresh })
}

export function useChangeRole(role: CustomRole) {
  const refresh = useRefreshRoles()
  return useMutation({
    mutationFn: (body: UpdateRole) => groundwork.patch(`roles/${role.id}`, body, etagOf(role)),
    onSuccess: refresh,
  })
}

export function useDeleteRole() {
  const refresh = useRefreshRoles()
  return useMutation({ mutationFn: (id: string) => groundwork.remove(`roles/${id}`), onSuccess: refresh })
}

export function useWhoMay(permission: Permission | undefined) {
  return useQuery({
    queryKey: ['roles', 'who-may', permission],
    queryFn: ({ signal }) =>
      groundwork.get('roles/who-may', { query: { permission: permission ?? 'platform.users.read' }, signal }),
    enabled: permission !== undefined,
  })
}

import type { Me, UpdateMe } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { meQuery } from '#kit/session/session.ts'

export function useUpdateMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: UpdateMe) => api.patch<Me>('auth/me', changes),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => api.post<unknown>('auth/email/resend') })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (passwords: { currentPassword: string; newPassword: string }) =>
      api.post<undefined>('auth/password/change', passwords),
    onSuccess: () => client.invalidateQueries({ queryKey: ['auth/sessions'] }),
  })
}

import type { UpdateMe } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { meQuery } from '#kit/session/session.ts'

export function useUpdateMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: UpdateMe) => groundwork.patch('auth/me', changes),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => groundwork.post('auth/email/resend') })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (passwords: { currentPassword: string; newPassword: string }) =>
      groundwork.post('auth/password/change', passwords),
    onSuccess: () => client.invalidateQueries({ queryKey: ['auth/sessions'] }),
  })
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { meQuery } from '#kit/session/session.ts'

/** The secrets that come back stay in the component that asked and are gone with it: nothing of this enters the cache. */
const KEPT = { gcTime: 0 }

export function useStartTotp() {
  return useMutation({ ...KEPT, mutationFn: () => groundwork.post('auth/totp/start') })
}

export function useConfirmTotp() {
  const client = useQueryClient()
  return useMutation({
    ...KEPT,
    mutationFn: (code: string) => groundwork.post('auth/totp/confirm', { code }),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
}

export function useRenewBackupCodes() {
  return useMutation({ ...KEPT, mutationFn: () => groundwork.post('auth/totp/backup-codes') })
}

export function useDisableTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => groundwork.post('auth/totp/disable'),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
}

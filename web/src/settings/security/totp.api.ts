import type { BackupCodes, TotpSetup } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '#kit/api/client.ts'
import { meQuery } from '#kit/session/session.ts'

type Codes = z.infer<typeof BackupCodes>

/** The secrets that come back stay in the component that asked and are gone with it: nothing of this enters the cache. */
const KEPT = { gcTime: 0 }

export function useStartTotp() {
  return useMutation({ ...KEPT, mutationFn: () => api.post<z.infer<typeof TotpSetup>>('auth/totp/start') })
}

export function useConfirmTotp() {
  const client = useQueryClient()
  return useMutation({
    ...KEPT,
    mutationFn: (code: string) => api.post<Codes>('auth/totp/confirm', { code }),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
}

export function useRenewBackupCodes() {
  return useMutation({ ...KEPT, mutationFn: () => api.post<Codes>('auth/totp/backup-codes') })
}

export function useDisableTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<undefined>('auth/totp/disable'),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
}

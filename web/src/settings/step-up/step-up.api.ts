import type { ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import { useMutation } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'

export function useConfirmIdentity() {
  return useMutation({ mutationFn: (proof: ConfirmIdentity) => api.post<unknown>('auth/confirm', proof) })
}

import type { ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import { useMutation } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

export function useConfirmIdentity() {
  return useMutation({ mutationFn: (proof: ConfirmIdentity) => groundwork.post('auth/confirm', proof) })
}

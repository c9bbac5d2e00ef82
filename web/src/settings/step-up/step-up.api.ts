import type { ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import { useMutation } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { askForPasskey } from '#kit/session/passkeys.api.ts'

export function useConfirmIdentity() {
  return useMutation({ mutationFn: (proof: ConfirmIdentity) => groundwork.post('auth/confirm', proof) })
}

export function useConfirmByPasskey() {
  return useMutation({
    mutationFn: async () => groundwork.post('auth/confirm', { passkey: await askForPasskey('confirm') }),
  })
}

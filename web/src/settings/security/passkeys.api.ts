import type { Passkey } from '@groundwork/contract/platform/passkeys.ts'
import { startRegistration } from '@simplewebauthn/browser'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { meQuery } from '#kit/session/session.ts'

const KEY = ['auth/passkeys']

type Options = Parameters<typeof startRegistration>[0]['optionsJSON']

function useRefreshPasskeys() {
  const client = useQueryClient()
  return () => Promise.all([client.invalidateQueries({ queryKey: KEY }), client.invalidateQueries(meQuery)])
}

export function usePasskeys() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await groundwork.list('auth/passkeys', { signal })).rows,
  })
}

export function useAddPasskey() {
  const refresh = useRefreshPasskeys()
  return useMutation({
    mutationFn: async (name: string) => {
      const options = await groundwork.get('auth/passkeys/register-options')
      // The server makes them by the same standard that the browser reads them by.
      const { clientExtensionResults: _, ...made } = await startRegistration({
        optionsJSON: options as unknown as Options,
      })
      return groundwork.post('auth/passkeys', { name, passkey: { ...made, clientExtensionResults: {} } })
    },
    onSuccess: refresh,
  })
}

export function useRenamePasskey({ id }: Passkey) {
  const refresh = useRefreshPasskeys()
  return useMutation({
    mutationFn: (name: string) => groundwork.patch(`auth/passkeys/${id}`, { name }),
    onSuccess: refresh,
  })
}

export function useDeletePasskey({ id }: Passkey) {
  const refresh = useRefreshPasskeys()
  return useMutation({ mutationFn: () => groundwork.remove(`auth/passkeys/${id}`), onSuccess: refresh })
}

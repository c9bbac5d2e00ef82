import type { CompleteProviderSignIn, ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { safeNext, useEnter } from './session.api.ts'

/** The buttons of a business, or of an address's domain. */
export function useProviders(who: string) {
  return useQuery({
    queryKey: ['sign-in-providers', who],
    queryFn: async () => (await groundwork.post('auth/oidc/find', { who })).providers,
    enabled: who !== '',
    retry: false,
  })
}

/** Leaves for the provider's page; it sends the browser back to /sign-in/callback. */
export function useGoToProvider(next: string | undefined) {
  return useMutation({
    mutationFn: (business: string) => groundwork.post('auth/oidc/start', { business, next: safeNext(next) }),
    onSuccess: ({ url }) => window.location.assign(url),
  })
}

export function useReceiveAnswer() {
  const goOn = useGoOn()
  return useMutation({
    mutationFn: (answer: string) => groundwork.post('auth/oidc/callback', { answer }),
    onSuccess: goOn,
  })
}

export function useCompleteSignIn() {
  const goOn = useGoOn()
  return useMutation({
    mutationFn: (body: CompleteProviderSignIn) => groundwork.post('auth/oidc/complete', body),
    onSuccess: goOn,
  })
}

/** In, if nothing is missing any more. */
function useGoOn() {
  const enter = useEnter()
  return async ({ kind, next }: ProviderOutcome) => {
    if (kind === 'signed-in' || kind === 'connected') await enter(safeNext(next))
  }
}

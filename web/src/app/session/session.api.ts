import type { AcceptInvitation, Login, Me, SignUp } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { complain } from '#kit/api/complain.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { askForPasskey } from '#kit/session/passkeys.api.ts'
import { meQuery } from '#kit/session/session.ts'

/** Whoever comes in sees nothing of what the one before them saw, in this business or another. */
export function useEnter() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (next = '/') => {
    await client.fetchQuery({ ...meQuery, staleTime: 0 })
    void client.resetQueries({ predicate: isOfTheBusiness })
    await navigate({ href: next, replace: true })
  }
}

function isOfTheBusiness({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== meQuery.queryKey[0]
}

export function useSignIn(next: string | undefined) {
  const enter = useEnter()
  return useMutation({
    mutationFn: (body: Login) => groundwork.post('auth/login', body),
    onSuccess: () => enter(safeNext(next)),
  })
}

/** With a passkey alone; the browser asks which. */
export function useSignInByPasskey(next: string | undefined) {
  const enter = useEnter()
  return useMutation({
    mutationFn: async () => groundwork.post('auth/passkeys/sign-in', { passkey: await askForPasskey('sign-in') }),
    onSuccess: () => enter(safeNext(next)),
  })
}

export function useSignUp() {
  const enter = useEnter()
  return useMutation({
    mutationFn: (body: SignUp) => groundwork.post('auth/sign-up', body),
    onSuccess: () => enter(),
  })
}

/** A new page load, so that nothing of what was seen stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => groundwork.post('auth/logout'),
    onSuccess: () => window.location.assign('/sign-in'),
    onError: complain,
  })
}

/** As above: one business must not see through into another. */
export function useSwitchTenant() {
  return useMutation({
    mutationFn: (tenant: string) => groundwork.post('auth/switch-tenant', { tenant }),
    onSuccess: () => window.location.assign('/'),
    onError: complain,
  })
}

export function useSaveColorScheme() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (colorScheme: Me['user']['colorScheme']) => groundwork.patch('auth/me', { colorScheme }),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
}

export function useForgotPassword() {
  return useMutation({ mutationFn: (email: string) => groundwork.post('auth/password/forgot', { email }) })
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) => groundwork.post('auth/password/reset', body),
  })
}

export function useVerifyEmail() {
  return useMutation({ mutationFn: (token: string) => groundwork.post('auth/email/verify', { token }) })
}

export function useInvitation(token: string | undefined) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => groundwork.post('auth/invitations/lookup', { token: token ?? '' }),
    enabled: token !== undefined,
    retry: false,
  })
}

export function useAcceptInvitation() {
  const enter = useEnter()
  return useMutation({
    mutationFn: (body: AcceptInvitation) => groundwork.post('auth/invitations/accept', body),
    onSuccess: () => enter(),
  })
}

export function useUnsubscribeOffer(token: string | undefined) {
  return useQuery({
    queryKey: ['unsubscribe', token],
    queryFn: () => groundwork.post('unsubscribe/lookup', { token: token ?? '' }),
    enabled: token !== undefined,
    retry: false,
  })
}

export function useUnsubscribe() {
  return useMutation({ mutationFn: (token: string) => groundwork.post('unsubscribe', { token }) })
}

/** Only addresses of ours: a link must not send people elsewhere after signing in. */
export function safeNext(next: string | undefined): string {
  if (!next) return '/'
  const url = new URL(next, window.location.origin)
  return url.origin === window.location.origin ? url.pathname + url.search + url.hash : '/'
}

/** Links in mails carry their token behind `#`: that part of an address is never sent, so it stands in no log. */
export function tokenFromHash(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? undefined
}

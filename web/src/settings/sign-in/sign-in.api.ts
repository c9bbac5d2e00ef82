import type { TestSignInProvider, UpdateSignInProvider } from '@groundwork/contract/platform/sign-in-provider.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

const PROVIDER = 'sign-in-provider'

export function useSignInProvider() {
  return useQuery({ queryKey: [PROVIDER], queryFn: ({ signal }) => groundwork.get(PROVIDER, { signal }) })
}

export function useSaveSignInProvider(version: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdateSignInProvider) => groundwork.patch(PROVIDER, body, `"${version}"`),
    onSuccess: (saved) => client.setQueryData([PROVIDER], saved),
  })
}

/** What stands in the form is tried, saved or not. */
export function useTestConnection() {
  return useMutation({ mutationFn: (body: TestSignInProvider) => groundwork.post('sign-in-provider/test', body) })
}

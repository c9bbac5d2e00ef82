import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Me } from '@groundwork/contract/platform/identity.ts'
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { groundwork } from '../api/groundwork.ts'
import { ApiProblem } from '../api/problem.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await groundwork.get('auth/me', { signal })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

/** Filled by the gate: what is drawn inside always knows for whom, also in the moment in which the session ends. */
export const MeContext = createContext<Me | null>(null)

/** Who is working here. Only for what stands inside the frame, which is drawn for signed-in people alone. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe is called outside the signed-in frame')
  return me
}

/** Whether the role allows it. What a person may not do is not shown to them; the server decides in the end. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}

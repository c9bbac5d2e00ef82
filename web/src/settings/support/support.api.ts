import type { CreateSupportGrant } from '@groundwork/contract/platform/support.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveKey } from '#kit/live/use-live.ts'

export const SUPPORT_GRANTS = 'support-grants'

/** The access that is open now, if one is: the latest, if its time is not over. */
export function useOpenGrant() {
  useLiveKey(SUPPORT_GRANTS, ['support'])
  return useQuery({
    queryKey: [SUPPORT_GRANTS, 'latest'],
    queryFn: async ({ signal }) => {
      const { rows } = await groundwork.list(SUPPORT_GRANTS, { query: { limit: 1, expand: 'can' }, signal })
      const [latest] = rows
      return latest && latest.endedAt === null && Date.parse(latest.expiresAt) > Date.now() ? latest : null
    },
  })
}

export function useVisits(grantId: string) {
  return useQuery({
    queryKey: [SUPPORT_GRANTS, 'visits', grantId],
    queryFn: async ({ signal }) => (await groundwork.list(`${SUPPORT_GRANTS}/${grantId}/visits`, { signal })).rows,
  })
}

function useDeed<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: [SUPPORT_GRANTS] }),
  })
}

export const useLetIn = () => useDeed((body: CreateSupportGrant) => groundwork.post(SUPPORT_GRANTS, body))

export const useEndSupport = () => useDeed((id: string) => groundwork.post(`${SUPPORT_GRANTS}/${id}/end`))

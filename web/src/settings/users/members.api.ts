import type { InviteMember, Member, UpdateMember } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { etagOf } from '#kit/api/etags.ts'
import { groundwork } from '#kit/api/groundwork.ts'

export const MEMBERS = 'users'
const MAX_LIMIT = 100

function useRefreshMembers() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [MEMBERS] })
}

/** For choices and counts: a business with more people than this picks by search instead. */
export function useMembers(isOn = true) {
  return useQuery({
    queryKey: [MEMBERS, 'first'],
    queryFn: async ({ signal }) => (await groundwork.list(MEMBERS, { query: { limit: MAX_LIMIT }, signal })).rows,
    enabled: isOn,
  })
}

export function useInvite() {
  const refresh = useRefreshMembers()
  return useMutation({ mutationFn: (body: InviteMember) => groundwork.post(MEMBERS, body), onSuccess: refresh })
}

export function useChangeMember(member: Member) {
  const refresh = useRefreshMembers()
  return useMutation({
    mutationFn: (body: UpdateMember) => groundwork.patch(`${MEMBERS}/${member.id}`, body, etagOf(member)),
    onSettled: refresh,
  })
}

export function useRemoveMember() {
  const refresh = useRefreshMembers()
  return useMutation({ mutationFn: (id: string) => groundwork.remove(`${MEMBERS}/${id}`), onSuccess: refresh })
}

export function useResendInvitation() {
  const refresh = useRefreshMembers()
  return useMutation({
    mutationFn: (id: string) => groundwork.post(`${MEMBERS}/${id}/resend-invite`),
    onSuccess: refresh,
  })
}

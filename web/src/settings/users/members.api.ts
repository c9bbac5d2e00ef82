import type { InviteMember, Member, UpdateMember } from '@groundwork/contract/platform/identity.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { etagOf } from '#kit/api/etags.ts'

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
    queryFn: async ({ signal }) => (await api.list<Member>(MEMBERS, { query: { limit: MAX_LIMIT }, signal })).rows,
    enabled: isOn,
  })
}

export function useInvite() {
  const refresh = useRefreshMembers()
  return useMutation({ mutationFn: (body: InviteMember) => api.post<Member>(MEMBERS, body), onSuccess: refresh })
}

export function useChangeMember(member: Member) {
  const refresh = useRefreshMembers()
  return useMutation({
    mutationFn: (body: UpdateMember) => api.patch<Member>(`${MEMBERS}/${member.id}`, body, etagOf(member)),
    onSettled: refresh,
  })
}

export function useRemoveMember() {
  const refresh = useRefreshMembers()
  return useMutation({ mutationFn: (id: string) => api.remove(`${MEMBERS}/${id}`), onSuccess: refresh })
}

export function useResendInvitation() {
  const refresh = useRefreshMembers()
  return useMutation({
    mutationFn: (id: string) => api.post<Member>(`${MEMBERS}/${id}/resend-invite`),
    onSuccess: refresh,
  })
}

import { useMay } from '#kit/session/session.ts'
import { useApiKeys } from '../api-keys/api-keys.api.ts'
import { memberName } from '../users/member-words.ts'
import { useMembers } from '../users/members.api.ts'

/** Who may have done something, for the filter: people and keys of the business, as far as one may see them. */
export function useActorOptions(): { value: string; label: string }[] {
  const may = useMay()
  const { data: members = [] } = useMembers(may('platform.users.read'))
  const { data: keys = [] } = useApiKeys(may('platform.api-keys.read'))
  const people = members.flatMap((member) =>
    member.userId ? [{ value: member.userId, label: memberName(member) }] : [],
  )
  return [...people, ...keys.map(({ id, name, prefix }) => ({ value: id, label: `${name} (${prefix}…)` }))]
}

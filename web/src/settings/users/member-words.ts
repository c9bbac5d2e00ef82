import type { Member } from '@groundwork/contract/platform/identity.ts'
import type { Tone } from '#ui/tone.ts'

export const MEMBER_TONES: Record<Member['status'], Tone> = { invited: 'blue', active: 'green', deactivated: 'grey' }

/** Who has not accepted yet may have no name. */
export function memberName({ name, email }: Pick<Member, 'name' | 'email'>): string {
  return name ?? email
}

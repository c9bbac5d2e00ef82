import { ROLES } from '@groundwork/contract/permissions.ts'
import { fromContract } from '#ui/text/text.ts'

export function roleName(role: string): string {
  const known = Object.entries(ROLES).find(([key]) => key === role)?.[1]
  return fromContract(known?.name ?? role)
}

import type { FieldLimit, FieldLimits } from '@groundwork/contract/platform/roles.ts'

const STRENGTH: Record<FieldLimit, number> = { read_only: 1, hidden: 2 }

/** Whether whoever has `given` may do no more with any field than whoever has `held`. */
export function isWithin(given: FieldLimits, held: FieldLimits): boolean {
  return Object.entries(held).every(([resource, fields]) =>
    Object.entries(fields).every(([field, limit]) => strengthOf(given[resource]?.[field]) >= STRENGTH[limit]),
  )
}

function strengthOf(limit: FieldLimit | undefined): number {
  return limit === undefined ? 0 : STRENGTH[limit]
}

import { z } from 'zod'
import { text } from '../http/fields.ts'

// A condition as rows that people fill in, and as the expression (CEL) they become. Both sides make the same one of them.

export const COMPARISONS = [
  'is',
  'is-not',
  'more-than',
  'at-least',
  'less-than',
  'at-most',
  'contains',
  'one-of',
  'is-empty',
  'is-not-empty',
  'has-changed',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Comparisons that stand without a value. */
export const VALUELESS: readonly Comparison[] = ['is-empty', 'is-not-empty', 'has-changed']

const Value = z.union([text(500, 0), z.number(), z.boolean(), z.array(text(200)).max(50, 'At most 50 values')])

export const ConditionRow = z.strictObject({
  field: z
    .string()
    .max(200)
    .regex(/^(payload|record|event)(\.[A-Za-z_][A-Za-z0-9_]*)+$/, 'Use a field such as payload.record.status')
    .meta({ examples: ['payload.record.fillPercent'] }),
  comparison: z.enum(COMPARISONS),
  value: Value.nullable().default(null),
})
export type ConditionRow = z.infer<typeof ConditionRow>

const Match = z.enum(['all', 'any']).default('all')
const Rows = z.array(ConditionRow).max(20, 'At most 20 rows').default([])

export const ConditionGroup = z.strictObject({
  match: Match,
  rows: Rows,
  groups: z
    .array(z.strictObject({ match: Match, rows: Rows }))
    .max(10, 'At most 10 groups')
    .default([]),
})
export type ConditionGroup = z.infer<typeof ConditionGroup>

export const NO_ROWS: ConditionGroup = { match: 'all', rows: [], groups: [] }

/** The rows as an expression; without any rows it is empty, which means: always. */
export function toCel({ match, rows, groups }: ConditionGroup): string {
  const inner = groups.flatMap((group) => {
    const joined = join(group.match, group.rows.map(rowToCel))
    return joined === '' ? [] : [joined]
  })
  return join(match, [...rows.map(rowToCel), ...inner])
}

function join(match: 'all' | 'any', parts: readonly string[]): string {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return parts.map((part) => `(${part})`).join(match === 'all' ? ' && ' : ' || ')
}

const ORDER = { 'more-than': '>', 'at-least': '>=', 'less-than': '<', 'at-most': '<=' } as const

/** Nothing is neither more nor less than something: comparisons of order and of text ask for a value first. */
function rowToCel({ field, comparison, value }: ConditionRow): string {
  switch (comparison) {
    case 'is':
      return `${field} == ${literal(value)}`
    case 'is-not':
      return `${field} != ${literal(value)}`
    case 'contains':
      return `${field} != null && ${field}.contains(${literal(String(value ?? ''))})`
    case 'one-of':
      return `${field} in ${literal(Array.isArray(value) ? value : [String(value ?? '')])}`
    case 'is-empty':
      return `${field} == null || ${field} == ""`
    case 'is-not-empty':
      return `${field} != null && ${field} != ""`
    case 'has-changed':
      return `${literal(field.split('.')[2] ?? field)} in payload.changedFields`
    default:
      return `${field} != null && ${field} ${ORDER[comparison]} ${literal(value)}`
  }
}

/** JSON's escapes are CEL's, too. */
function literal(value: ConditionRow['value']): string {
  return JSON.stringify(value)
}

import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Actor } from '../access/actor.ts'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Bound } from '../database/wire.ts'
import { seenText } from '../resource/list-statement.ts'
import { limitConditions, limitValues, type RowLimit } from '../resource/row-rights.ts'
import type { Asked } from './asked.ts'
import type { CodeColumn } from './record-search.ts'

/** What decides the text of the statements; everything else is a bound value. */
export interface FindPlan {
  table: string
  columns: readonly string[]
  codes: readonly CodeColumn[]
  /** Undefined where the name is hidden. */
  name: CodeColumn | undefined
  /** Where some of the texts are hidden: those, in SQL, in which something may be found. */
  searched: readonly string[] | undefined
  limits: readonly RowLimit<never>[]
}

/** So many of the rows that have the words are ranked; a word that thousands have ranks nobody anyway. */
const RANKED = 50
const templates = new LRUCache<string, Template>({ max: 300 })

/**
 * By code, by the beginning of the name, by words: three looks into three indexes, each bounded by its own limit. All of
 * them read the search view, past the policy of the table, because what is not leakproof would find no index behind it.
 */
export function bindFind(plan: FindPlan, actor: Actor, asked: Asked): Bound {
  const patterns = asked.patterns.length
  const template = remembered(`find ${patterns} ${asked.phoneDigits !== null}`, plan, () => findStatement(plan, asked))
  return template.bind({
    ...commonValues(plan, actor),
    limit: asked.limit,
    nameFrom: plan.name?.spellings(asked)[0] ?? '',
    phone: `%${asked.phoneDigits}%`,
    ...Object.fromEntries(asked.patterns.map((pattern, index) => [`pattern${index}`, pattern])),
    ...Object.fromEntries(plan.codes.map((code, index) => [`code${index}`, code.spellings(asked)])),
  })
}

/** The rows in which every word stands in one of its spellings. */
export function bindSimilar(plan: FindPlan, actor: Actor, spellings: readonly (readonly string[])[]): Bound {
  const shape = spellings.map(({ length }) => length)
  const template = remembered(`similar ${shape}`, plan, () => similarStatement(plan, shape))
  const patterns = spellings.flatMap((each, word) =>
    each.map((spelling, index) => [spellingSlot(word, index), toPattern(spelling)]),
  )
  return template.bind({ ...commonValues(plan, actor), ...Object.fromEntries(patterns) })
}

const spellingSlot = (word: number, index: number) => `word${word}_${index}`
const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

function findStatement(plan: FindPlan, asked: Asked): RawBuilder<unknown> {
  const { limit, nameFrom, phone } = slots<{ limit: number; nameFrom: string; phone: string }>()
  const values = slots<Record<string, unknown>>()
  const looks = [
    ...plan.codes.map(({ column }, index) =>
      look(plan, 'code', sql`${sql.ref(column)} = any(${values[`code${index}`]}::text[]) limit ${limit}::int`),
    ),
    ...(plan.name ? [look(plan, 'beginning', beginsWith(plan.name, nameFrom, limit))] : []),
    look(
      plan,
      'words',
      sql`${sql.join(
        asked.patterns.map((_, index) => hasText(plan, values[`pattern${index}`])),
        sql` and `,
      )} limit ${sql.lit(RANKED)}`,
    ),
    ...(asked.phoneDigits ? [look(plan, 'words', sql`${hasText(plan, phone)} limit ${limit}::int`)] : []),
  ]
  return sql.join(
    looks.map((part) => sql`(${part})`),
    sql` union all `,
  )
}

/** A range instead of LIKE: any index on the column serves it, whatever the language of the database. */
function beginsWith({ column }: CodeColumn, from: unknown, limit: unknown): RawBuilder<unknown> {
  const name = sql.ref(column)
  return sql`${name} >= ${from}::text and ${name} < ${from}::text || chr(1114111) order by ${name}, id limit ${limit}::int`
}

/** The index finds it; where some of the texts are hidden, it has to stand in one of the others too. */
function hasText({ searched }: FindPlan, pattern: unknown): RawBuilder<unknown> {
  const found = sql`search_text like ${pattern}::text`
  return searched ? sql`(${found} and ${seenText(searched)} like ${pattern}::text)` : found
}

function look(plan: FindPlan, match: string, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select ${columnsOf(plan)}, ${sql.lit(match)} as match from ${sql.table(`search.${plan.table}`)}
    where ${belongs(plan)} and ${condition}`
}

/** Not LIKE ANY: with that the index is read for all matches at once, and a limit saves nothing. */
function similarStatement(plan: FindPlan, shape: readonly number[]): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const words = shape.map((count, word) => {
    const each = Array.from({ length: count }, (_, index) => hasText(plan, values[spellingSlot(word, index)]))
    return sql`(${sql.join(each, sql` or `)})`
  })
  return look(plan, 'similar', sql`${sql.join(words, sql` and `)} limit ${sql.lit(RANKED)}`)
}

const columnsOf = ({ columns }: FindPlan) => sql.join(columns.map((column) => sql.ref(column)))

function belongs({ limits }: FindPlan): RawBuilder<unknown> {
  const { tenantId } = slots<{ tenantId: string }>()
  const parts = [sql`tenant_id = ${tenantId}::uuid`, sql`deleted_at is null`, ...limitConditions(limits)]
  return sql.join(parts, sql` and `)
}

function commonValues({ limits }: FindPlan, actor: Actor): Record<string, unknown> {
  return { tenantId: actor.tenant.id, ...limitValues(limits) }
}

/** Nameless, so planned for its values every time: see list-statement.ts on searches. */
function remembered(shape: string, plan: FindPlan, build: () => RawBuilder<unknown>): Template {
  const seen = `${plan.codes.map(({ column }) => column)} ${plan.name?.column} ${plan.searched}`
  const key = `${plan.table} ${plan.limits.map(({ name }) => name)} ${seen} ${shape}`
  const known = templates.get(key)
  if (known) return known
  const template = compileTemplate('', build().compile(builder))
  templates.set(key, template)
  return template
}

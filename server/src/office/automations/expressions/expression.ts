import { type CelInput, isCelError, parse, plan } from '@bufbuild/cel'
import { LRUCache } from 'lru-cache'
import type { Variable } from '../events/event-shape.ts'
import { fieldShape, itemShape, presentShape, type Shape } from '../events/json-shape.ts'
import { environment, LIMITS, withBudget } from './environment.ts'
import { guardLoops, type Parsed } from './guard-loops.ts'

/** What a condition came to. An error is a sentence for whoever wrote it, with the place where it can be told. */
export type Judgement = { value: boolean; error: null } | { value: null; error: string }

export interface Expression {
  source: string
  parsed: Parsed
  usesRecord: boolean
  run(variables: Record<Variable, CelInput>): unknown
}

/** Where it is wrong, and why. */
export class ExpressionError extends Error {
  override name = 'ExpressionError'
}

const compiled = new LRUCache<string, Expression>({ max: 500 })

/** Throws ExpressionError for what is no expression. */
export function compileExpression(source: string): Expression {
  const known = compiled.get(source)
  if (known) return known
  assertShallow(source)
  const parsed = parseSource(source)
  const planned = plan(environment, guardLoops(parsed.expr))
  const expression: Expression = {
    source,
    parsed,
    usesRecord: /\brecord\b/.test(source.replaceAll('payload.record', '')),
    run: (variables) => planned(variables),
  }
  compiled.set(source, expression)
  return expression
}

/** An empty condition always holds. */
export function judge(source: string, shapes: Record<Variable, Shape>, facts: Record<Variable, unknown>): Judgement {
  if (source.trim() === '') return { value: true, error: null }
  try {
    return evaluate(compileExpression(source), shapes, facts)
  } catch (error) {
    if (error instanceof ExpressionError) return { value: null, error: error.message }
    throw error
  }
}

function evaluate(
  expression: Expression,
  shapes: Record<Variable, Shape>,
  facts: Record<Variable, unknown>,
): Judgement {
  const variables = {
    event: toInput(facts.event, shapes.event),
    payload: toInput(facts.payload, shapes.payload),
    record: expression.usesRecord ? toInput(facts.record, shapes.record) : null,
  }
  const { result, exceeded } = withBudget(() => expression.run(variables))
  if (exceeded) return { value: null, error: `${exceeded.message}; make it simpler` }
  if (isCelError(result))
    return { value: null, error: `${placeOf(expression.parsed, result.exprId)}: ${result.message}` }
  if (typeof result !== 'boolean') return { value: null, error: 'It gives a value that is neither true nor false' }
  return { value: result, error: null }
}

function parseSource(source: string): Parsed {
  try {
    return parse(source)
  } catch (error) {
    // The parser's own message names a file that is not there; what follows is for people.
    const message =
      error instanceof Error ? error.message.replace(/^<input>:(\d+):(\d+): /, 'Line $1, column $2: ') : ''
    throw new ExpressionError(message, { cause: error })
  }
}

export function placeOf({ sourceInfo }: Parsed, id: bigint | undefined): string {
  const offset = sourceInfo?.positions[String(id)]
  return offset === undefined ? 'Somewhere' : `Column ${offset + 1}`
}

/** The parser calls itself for every bracket. */
function assertShallow(source: string): void {
  let depth = 0
  for (const sign of source) {
    if ('([{'.includes(sign)) depth += 1
    if (')]}'.includes(sign)) depth -= 1
    if (depth > LIMITS.depth) throw new ExpressionError(`More than ${LIMITS.depth} brackets within each other`)
  }
}

/** Whole numbers are integers for CEL where the schema says so, whatever JSON makes of them. */
function toInput(value: unknown, shape: Shape): CelInput {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return presentShape(shape)['type'] === 'integer' ? BigInt(value) : value
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item) => toInput(item, itemShape(shape)))
  const entries = Object.entries(value).map(([name, inner]): [string, CelInput] => [
    name,
    toInput(inner, fieldShape(shape, name) ?? {}),
  ])
  return new Map(entries)
}

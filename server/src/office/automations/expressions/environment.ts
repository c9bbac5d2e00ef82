import { type CelInput, CelScalar, celEnv, celFunc, celMethod, isCelError, listType } from '@bufbuild/cel'

// CEL reaches nothing but the variables it is given and has no loops but those over lists. What is left to bound is how
// much work it makes: rounds of those loops, time, and what strings and lists may grow to.

export const LIMITS = {
  steps: 10_000,
  timeMs: 250,
  textLength: 100_000,
  listLength: 10_000,
  /** Brackets within brackets. */
  depth: 50,
  patternLength: 100,
  patternRepeats: 100,
  matchedLength: 2_000,
} as const

export class LimitError extends Error {
  override name = 'LimitError'
}

interface Budget {
  stepsLeft: number
  endsAtMs: number
  exceeded: LimitError | undefined
}

// An evaluation never waits for anything, so there is one at a time.
let budget: Budget | undefined

/** Answers the result and what it was stopped for: within an expression a failure may vanish behind an `||`. */
export function withBudget<T>(work: () => T): { result: T; exceeded: LimitError | undefined } {
  const mine: Budget = { stepsLeft: LIMITS.steps, endsAtMs: performance.now() + LIMITS.timeMs, exceeded: undefined }
  budget = mine
  try {
    return { result: work(), exceeded: mine.exceeded }
  } finally {
    budget = undefined
  }
}

function takeStep(): true {
  if (!budget) return true
  budget.stepsLeft -= 1
  if (budget.stepsLeft < 0) stop(`It takes more than ${LIMITS.steps} rounds over lists`)
  if (performance.now() > budget.endsAtMs) stop(`It takes longer than ${LIMITS.timeMs} ms`)
  return true
}

function stop(reason: string): never {
  const error = new LimitError(reason)
  if (budget) budget.exceeded ??= error
  throw error
}

const { BOOL, DYN, STRING } = CelScalar
const LIST = listType(DYN)
const standard = celEnv({})

/** Put into every loop by guard-loops.ts; nobody can write it. */
export const STEP = '@step'

export const environment = celEnv({
  funcs: [
    celFunc(STEP, [], BOOL, takeStep),
    celFunc('_+_', [STRING, STRING], STRING, (left, right) => {
      if (left.length + right.length > LIMITS.textLength) stop(`A text grows beyond ${LIMITS.textLength} characters`)
      return left + right
    }),
    celFunc('_+_', [LIST, LIST], LIST, (left, right) => {
      if (left.size + right.size > LIMITS.listLength) stop(`A list grows beyond ${LIMITS.listLength} entries`)
      return asInput(callStandard('_+_', undefined, [left, right]))
    }),
    celMethod('matches', STRING, [STRING], BOOL, function (pattern) {
      takeStep()
      assertModest(pattern, this.length)
      return callStandard('matches', String(this), [pattern]) === true
    }),
  ],
})

export function isFunction(name: string): boolean {
  return !name.startsWith('@') && standard.funcs.find(name) !== undefined
}

/** Patterns never backtrack, but a large one over a long text still takes its time. */
function assertModest(pattern: string, textLength: number): void {
  const repeats = [...pattern.matchAll(/\d+/g)].map(([digits]) => Number(digits))
  if (pattern.length > LIMITS.patternLength) stop(`A pattern is longer than ${LIMITS.patternLength} characters`)
  if (repeats.some((count) => count > LIMITS.patternRepeats))
    stop(`A pattern repeats something more than ${LIMITS.patternRepeats} times`)
  if (textLength > LIMITS.matchedLength) stop(`A pattern is held against more than ${LIMITS.matchedLength} characters`)
}

type Called = NonNullable<ReturnType<typeof standard.funcs.find>>
type Value = Parameters<Called['call']>[2][number]

function callStandard(name: string, target: Value | undefined, args: Value[]): unknown {
  const result = standard.funcs.find(name)?.call(0, target, args)
  if (isCelError(result)) throw result
  return result
}

function asInput(value: unknown): CelInput<typeof LIST> {
  // What the standard function gave for two lists is a list.
  return value as CelInput<typeof LIST>
}

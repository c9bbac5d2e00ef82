import type {
  CreateCustomField,
  CustomField,
  CustomFieldOption,
  UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'
import type { FieldProblem } from '../errors.ts'
import { normalise } from '../resource/search-text.ts'
import type { FieldRules } from './custom-fields.queries.ts'

type Input = Omit<UpdateCustomField, 'label' | 'helpText' | 'isRequired'> & Pick<CreateCustomField, 'referenceTo'>

/** What each kind of field can be told; saying anything else of it is a mistake worth hearing of. */
const RULES_OF: Record<CustomField['kind'], readonly (keyof FieldRules)[]> = {
  text: ['minLength', 'maxLength'],
  number: ['unit', 'decimals', 'min', 'max'],
  date: ['earliest', 'latest'],
  choice: ['options'],
  reference: ['referenceTo'],
}
const ALL_RULES = Object.values(RULES_OF).flat()

/** The rules as they will stand: what is absent keeps, null forgets. */
export function rulesAfter(kind: CustomField['kind'], before: FieldRules, input: Input): FieldRules {
  const next: FieldRules = { ...before }
  for (const name of RULES_OF[kind]) {
    if (name === 'options' || input[name] === undefined) continue
    if (input[name] === null) delete next[name]
    else Object.assign(next, { [name]: input[name] })
  }
  if (kind === 'choice' && input.options !== undefined) next.options = withValues(input.options ?? [])
  return next
}

export function ruleProblems(kind: CustomField['kind'], rules: FieldRules, input: Input): FieldProblem[] {
  const foreign = ALL_RULES.filter((name) => !RULES_OF[kind].includes(name) && isSaid(input[name]))
  const problems = foreign.map((field) => ({ field, message: `A ${kind} has none; leave it out` }))
  return [...problems, ...boundProblems(rules), ...(kind === 'choice' ? optionProblems(rules.options ?? []) : [])]
}

const isSaid = (value: unknown) =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)

function boundProblems({ minLength, maxLength, min, max, earliest, latest }: FieldRules): FieldProblem[] {
  const pairs = [
    { field: 'maxLength', low: minLength, high: maxLength },
    { field: 'max', low: min, high: max },
    { field: 'latest', low: earliest, high: latest },
  ]
  return pairs.flatMap(({ field, low, high }) =>
    low != null && high != null && low > high ? [{ field, message: `Must not be below ${low}` }] : [],
  )
}

function optionProblems(options: readonly CustomFieldOption[]): FieldProblem[] {
  if (options.length === 0) return [{ field: 'options', message: 'Name at least one option' }]
  const isTwice = <T>(pick: (option: CustomFieldOption) => T, index: number) => {
    const own = options[index]
    return own !== undefined && options.findIndex((option) => pick(option) === pick(own)) !== index
  }
  return options.flatMap((option, index) => {
    if (isTwice(({ value }) => value, index))
      return [{ field: `options.${index}.value`, message: 'Stands there twice' }]
    return isTwice(({ label }) => normalise(label), index)
      ? [{ field: `options.${index}.label`, message: `There is another option '${option.label}'` }]
      : []
  })
}

/** Options said without a value get one from their label. */
function withValues(options: readonly { value?: string | undefined; label: string }[]): CustomFieldOption[] {
  const taken = new Set(options.flatMap(({ value }) => value ?? []))
  return options.map(({ value, label }) => {
    const own = value ?? firstFree(valueFrom(label), '-', taken)
    taken.add(own)
    return { value: own, label }
  })
}

function valueFrom(label: string): string {
  const words = wordsOf(label).join('-').slice(0, 46)
  return words === '' ? 'option' : words
}

/** `Gate code (yard)` as gateCodeYard, and where that is taken gateCodeYard2. */
export function keyFrom(label: string, taken: ReadonlySet<string>): string {
  const [first = 'field', ...rest] = wordsOf(label)
  const key = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('').slice(0, 46)
  return firstFree(/^[a-z]/.test(key) ? key : `field${key}`.slice(0, 46), '', taken)
}

function wordsOf(label: string): string[] {
  return normalise(label)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

function firstFree(wanted: string, divider: string, taken: ReadonlySet<string>): string {
  let number = 2
  let free = wanted
  // What every object of JavaScript has is no name for a value of one.
  while (taken.has(free) || free in Object.prototype) free = `${wanted}${divider}${number++}`
  return free
}

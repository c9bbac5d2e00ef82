import { Day } from '@groundwork/contract/http/fields.ts'
import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { Actor } from '../access/actor.ts'
import { AppError, type FieldProblem } from '../errors.ts'
import { invalidRequest } from '../http/parse.ts'
import { fieldHidden, hiddenFields } from '../resource/field-rights.ts'
import type { AnyResource } from '../resource/resource.ts'
import { type AskedCondition, type CustomSort, conditionOf, type FieldTest, VALUE_COLUMNS } from './field-conditions.ts'
import { fieldPath, isActive } from './fields-of.ts'

/** What a list's query asks of custom fields: `cf.colour=red,blue`, `cf.weight.from=10`, `sort=-cf.weight`. */
export interface AskedFields {
  conditions: AskedCondition[]
  sort: CustomSort | undefined
}

type Kind = Pick<AnyResource, 'name' | 'noun' | 'schemas' | 'filters' | 'fieldFacts'>
type Query = object & { sort?: readonly string[] | undefined }

const PREFIX = 'cf.'
const NOTHING: AskedFields = { conditions: [], sort: undefined }
const MOST_VALUES = 100

export function asksCustomFields(query: Query): boolean {
  return Object.keys(query).some(isFieldWord) || (query.sort ?? []).some((word) => isFieldWord(bare(word)))
}

const isFieldWord = (word: string) => word.startsWith(PREFIX)
const bare = (word: string) => word.replace(/^-/, '')

/** Refuses what is not there, what is hidden from whoever asks, and values that the field cannot have. */
export function askedFields(actor: Actor, resource: Kind, fields: readonly CustomField[], query: Query): AskedFields {
  if (!asksCustomFields(query)) return NOTHING
  const find = finder(actor, resource, fields)
  const problems: FieldProblem[] = []
  const tests = new Map<CustomField, FieldTest>()
  for (const [word, text] of Object.entries(query)) {
    if (!isFieldWord(word) || typeof text !== 'string') continue
    const [key = '', ...operator] = word.slice(PREFIX.length).split('.')
    const field = find(key, word)
    const test = readTest(field, operator.join('.'), text)
    if (typeof test === 'string') problems.push({ field: word, message: test })
    else tests.set(field, { ...tests.get(field), ...test })
  }
  if (problems.length > 0) throw invalidRequest(problems)
  return {
    conditions: [...tests].map(([field, test], index) => conditionOf(field, test, index)),
    sort: sortOf(query, find),
  }
}

function finder({ fields: limits }: Actor, resource: Kind, fields: readonly CustomField[]) {
  const hidden = hiddenFields({ fields: limits }, resource)
  return (key: string, parameter: string): CustomField => {
    if (hidden.has(fieldPath(key))) throw fieldHidden(resource, fieldPath(key), parameter)
    const field = fields.find((one) => one.key === key && isActive(one))
    if (field) return field
    const message = `There is no custom field '${key}' of a ${resource.noun}; GET /api/custom-fields?resource=${resource.name} lists them`
    throw invalidRequest([{ field: parameter, message }])
  }
}

function sortOf({ sort = [] }: Query, find: (key: string, parameter: string) => CustomField): CustomSort | undefined {
  const word = sort.find((one) => isFieldWord(bare(one)))
  if (word === undefined) return undefined
  if (sort.length > 1) {
    const message = `Sort by ${word} alone, or by fields that are not custom`
    throw new AppError('request.invalid', `sort: ${message}`, { details: [{ field: 'sort', message }] })
  }
  const field = find(bare(word).slice(PREFIX.length), 'sort')
  return { fieldId: field.id, ...VALUE_COLUMNS[field.kind], isDescending: word.startsWith('-') }
}

/** One parameter as a test of the field's values, or a sentence about what it takes. */
function readTest(field: CustomField, operator: string, text: string): FieldTest | string {
  const takes = OPERATORS[field.kind]
  if (!takes.includes(operator)) {
    const words = takes.map((one) => (one === '' ? `cf.${field.key}` : `cf.${field.key}.${one}`))
    return `${field.label} takes ${words.join(', ')}`
  }
  if (field.kind === 'number') return readNumbers(operator, text)
  if (field.kind === 'date') return readDays(operator, text)
  if (field.kind === 'text') return { any: [text.trim()] }
  const values = partsOf(text)
  if (values.length === 0) return 'Use one or several values, separated by commas'
  const unknown =
    field.kind === 'choice' ? values.find((value) => !field.options.some((one) => one.value === value)) : undefined
  if (unknown !== undefined) return `Use some of ${field.options.map(({ value }) => value).join(', ')}`
  return { any: values }
}

const OPERATORS: Record<CustomField['kind'], readonly string[]> = {
  text: [''],
  number: ['', 'from', 'to'],
  date: ['', 'after', 'before'],
  choice: [''],
  reference: [''],
}

function readNumbers(operator: string, text: string): FieldTest | string {
  const numbers = partsOf(text).map(Number)
  if (numbers.length === 0 || numbers.some((number) => !Number.isFinite(number))) return 'Use a number, such as 12.5'
  if (operator === '') return { any: numbers }
  const [only] = numbers
  if (numbers.length > 1 || only === undefined) return 'Use one number'
  return operator === 'from' ? { from: only } : { to: only }
}

function readDays(operator: string, text: string): FieldTest | string {
  const days = partsOf(text)
  if (days.length === 0 || days.some((day) => !Day.safeParse(day).success)) return 'Use a date as YYYY-MM-DD'
  if (operator === '') return { any: days }
  const [only] = days
  if (days.length > 1 || only === undefined) return 'Use one date'
  return operator === 'after' ? { from: only } : { below: only }
}

function partsOf(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts.filter(Boolean).slice(0, MOST_VALUES)
}

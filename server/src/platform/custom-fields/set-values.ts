import type { CustomField, CustomFieldInput } from '@groundwork/contract/platform/custom-fields.ts'
import type { ReadCtx } from '../context.ts'
import type { FieldProblem } from '../errors.ts'
import { invalidRequest } from '../http/parse.ts'
import { isWritable } from '../resource/field-rights.ts'
import type { AnyResource } from '../resource/resource.ts'
import { fieldPath, fieldsOf, isActive, type StoredValues, storedValues, type TakesFields } from './fields-of.ts'
import { knownRecords } from './known-records.ts'
import { judgeValue, type KnownRecords } from './value-rules.ts'

/** What a row keeps after a change, and what is wrong with the change. */
export interface SetValues {
  values: StoredValues
  problems: FieldProblem[]
}

export interface ValueJudge {
  /** `current` is undefined for a new record. */
  set(given: CustomFieldInput | undefined, current: StoredValues | undefined): SetValues
}

type Kind = TakesFields & Pick<AnyResource, 'noun' | 'schemas' | 'filters'>

/** Judges the custom fields of several inputs, having looked up at once all that they refer to. */
export async function valueJudge(
  ctx: ReadCtx,
  resource: Kind,
  givens: readonly (CustomFieldInput | undefined)[],
): Promise<ValueJudge> {
  const fields = await fieldsOf(ctx, resource)
  const isKnown = await knownRecords(
    ctx,
    fields,
    givens.filter((given) => given !== undefined),
  )
  const mayWrite = ({ key }: CustomField) => isWritable(ctx.actor, resource, fieldPath(key))
  return { set: (given, current) => setValues({ fields, isKnown, mayWrite, noun: resource.noun }, given, current) }
}

interface Judging {
  fields: readonly CustomField[]
  isKnown: KnownRecords
  mayWrite(field: CustomField): boolean
  noun: string
}

function setValues(
  judging: Judging,
  given: CustomFieldInput | undefined,
  current: StoredValues | undefined,
): SetValues {
  const values: StoredValues = { ...current }
  const problems: FieldProblem[] = []
  for (const [key, value] of Object.entries(given ?? {})) {
    // What is said again is not judged again: the rules may have changed since, and the record must stay saveable.
    if (current && Object.hasOwn(current, key) && value === current[key]) continue
    const problem = setValue(judging, values, key, value)
    if (problem !== undefined) problems.push({ field: fieldPath(key), message: problem })
  }
  if (given !== undefined || current === undefined) problems.push(...missing(judging, values, problems))
  return { values, problems }
}

/** Sets one value, or says why not. */
function setValue(
  { fields, isKnown, noun }: Judging,
  values: StoredValues,
  key: string,
  given: string | number | null,
): string | undefined {
  const field = fields.find((one) => one.key === key)
  if (!field) return `There is no such custom field of a ${noun}; GET /api/custom-fields lists them`
  if (!isActive(field)) return 'The field is archived; leave it out, or restore it in the settings'
  if (given === null) {
    delete values[key]
    return undefined
  }
  const judged = judgeValue(field, given, isKnown)
  if ('problem' in judged) return judged.problem
  values[key] = judged.value
  return undefined
}

/** Not asked of whoever may not set the field: they could save nothing at all. */
function missing(
  { fields, mayWrite }: Judging,
  values: StoredValues,
  problems: readonly FieldProblem[],
): FieldProblem[] {
  const isNamed = (key: string) => problems.some(({ field }) => field === fieldPath(key))
  const open = fields.filter(
    (field) => field.isRequired && isActive(field) && values[field.key] === undefined && mayWrite(field),
  )
  return open
    .filter(({ key }) => !isNamed(key))
    .map(({ key, label }) => ({ field: fieldPath(key), message: `${label} is required` }))
}

interface FieldsColumn {
  custom_fields?: StoredValues
}

/** The column of the row that is written: nothing where the records take no custom fields, or the change names none. */
export async function customColumns(
  ctx: ReadCtx,
  resource: Kind,
  input: unknown,
  current: object | undefined,
): Promise<FieldsColumn> {
  if (!resource.takesCustomFields) return {}
  const given = customInput(input)
  if (given === undefined && current) return {}
  const judge = await valueJudge(ctx, resource, [given])
  return toColumns(judge.set(given, current && storedValues(current)))
}

export function toColumns({ values, problems }: SetValues): FieldsColumn {
  if (problems.length > 0) throw invalidRequest(problems)
  return { custom_fields: values }
}

/** What an input says of custom fields; its schema has made sure of the shape. */
export function customInput(input: unknown): CustomFieldInput | undefined {
  return (input as { customFields?: CustomFieldInput } | undefined)?.customFields
}

import {
  type CustomField,
  MAX_CUSTOM_FIELDS,
  type UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'
import type { Ctx } from '../context.ts'
import { AppError, invalidField } from '../errors.ts'
import { invalidRequest } from '../http/parse.ts'
import { allResources, resourceNamed } from '../resource/registry.ts'
import { type CustomFieldRow, countChoices, countValues } from './custom-fields.queries.ts'
import { ruleProblems, rulesAfter } from './field-input.ts'

// What a definition must keep to, and what records have to say about it.

/** Counted no further: "1000 or more" says enough. */
const COUNTED = 1000

/** Where fields can be defined at all. */
export function resourcesWithFields(): { resource: string; noun: string }[] {
  return allResources()
    .filter(({ takesCustomFields }) => takesCustomFields)
    .map(({ name, noun }) => ({ resource: name, noun }))
}

/** Throws where a record has a value. */
export async function assertEmpty(ctx: Ctx, { id, resource, label }: CustomFieldRow): Promise<void> {
  const counted = await countValues(ctx.tx, { tenantId: ctx.actor.tenant.id, id, limit: COUNTED })
  if (!counted?.count) return
  const message = `${recordsHave(resource, counted.count)} a value in ${label}; archive the field, which keeps them, or empty it first`
  throw new AppError('custom-field.in-use', message)
}

export function checkedRules(kind: CustomField['kind'], before: CustomFieldRow['rules'], input: UpdateCustomField) {
  const rules = rulesAfter(kind, before, input)
  const problems = ruleProblems(kind, rules, input)
  if (kind === 'reference' && !resourceNamed(rules.referenceTo ?? '')) {
    const names = allResources().map(({ name }) => name)
    problems.push({ field: 'referenceTo', message: `Use one of ${names.join(', ')}` })
  }
  if (problems.length > 0) throw invalidRequest(problems)
  return rules
}

/** Other labels are fine: what records hold is the value. */
export async function assertOptionsUnused(
  ctx: Ctx,
  { id, resource, rules }: CustomFieldRow,
  next: { value: string }[],
) {
  const kept = new Set(next.map(({ value }) => value))
  for (const { value, label } of (rules.options ?? []).filter((option) => !kept.has(option.value))) {
    const counted = await countChoices(ctx.tx, { tenantId: ctx.actor.tenant.id, id, value, limit: COUNTED })
    if (!counted?.count) continue
    const message = `${recordsHave(resource, counted.count)} the option '${label}'; choose another one there first`
    throw new AppError('custom-field.in-use', message, { details: [{ field: 'options', message }] })
  }
}

function recordsHave(name: string, count: number): string {
  const noun = resourceNamed(name)?.noun ?? 'record'
  if (count >= COUNTED) return `${COUNTED} or more ${noun}s have`
  return count === 1 ? `1 ${noun} has` : `${count} ${noun}s have`
}

export function assertTakesFields(name: string): void {
  if (resourceNamed(name)?.takesCustomFields) return
  const names = resourcesWithFields().map(({ resource }) => resource)
  throw invalidField('resource', `Use one of ${names.join(', ')}`)
}

export function tooMany(resource: string): AppError {
  const message = `${resource} has ${MAX_CUSTOM_FIELDS} custom fields already, which is the most; delete one that nobody needs`
  return new AppError('custom-field.too-many', message)
}

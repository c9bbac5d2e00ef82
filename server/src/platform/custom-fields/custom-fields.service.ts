import {
  type CreateCustomField,
  type CustomField,
  MAX_CUSTOM_FIELDS,
  type OrderCustomFields,
  type UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'
import { can } from '../access/can.ts'
import { diffRecords } from '../audit/diff.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { nameViolation } from '../database/violations.ts'
import { invalidField, notFound } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { newId } from '../ids.ts'
import { assertExpectedVersion } from '../resource/expected-version.ts'
import {
  type CustomFieldRow,
  deleteCustomField,
  findCustomField,
  forgetFieldLimits,
  insertCustomField,
  listCustomFields,
  listFieldsOf,
  lockFieldsOf,
  orderCustomFields,
  updateCustomField,
} from './custom-fields.queries.ts'
import { assertEmpty, assertOptionsUnused, assertTakesFields, checkedRules, tooMany } from './field-checks.ts'
import { keyFrom } from './field-input.ts'
import { fieldPath } from './fields-of.ts'
import { toCustomField } from './to-custom-field.ts'

nameViolation('custom_fields_key', {
  rule: 'custom-field.key-taken',
  message: 'There is a field with this key, perhaps among the archived ones; choose another key',
  field: 'key',
})
nameViolation('custom_values_field', {
  rule: 'record.conflict',
  message: 'A custom field was deleted just now; read the record again',
})

export async function allCustomFields(ctx: ReadCtx, resource: string | undefined): Promise<Page<CustomField>> {
  const rows = await listCustomFields(ctx.tx, { tenantId: ctx.actor.tenant.id })
  const shown = rows.filter((row) => resource === undefined || row.resource === resource)
  return whole(shown.map((row) => withCan(ctx, toCustomField(row))))
}

export async function getCustomField(ctx: ReadCtx, id: string): Promise<CustomField> {
  const row = await findCustomField(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row) throw notFound('custom field')
  return withCan(ctx, toCustomField(row))
}

export async function createCustomField(ctx: Ctx, input: CreateCustomField): Promise<CustomField> {
  assertTakesFields(input.resource)
  const rules = checkedRules(input.kind, {}, input)
  const tenantId = ctx.actor.tenant.id
  await lockFieldsOf(ctx.tx, { tenantId, resource: input.resource })
  const others = await listFieldsOf(ctx.tx, { tenantId, resource: input.resource })
  if (others.length >= MAX_CUSTOM_FIELDS) throw tooMany(input.resource)
  const row = await insertCustomField(ctx.tx, {
    tenantId,
    id: newId(ctx.now.getTime()),
    resource: input.resource,
    key: input.key ?? keyFrom(input.label, new Set(others.map(({ key }) => key))),
    kind: input.kind,
    label: input.label,
    helpText: input.helpText ?? null,
    isRequired: input.isRequired,
    rules: JSON.stringify(rules),
    position: Math.max(0, ...others.map(({ position }) => position)) + 1,
    by: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  return finish(ctx, 'created', undefined, row)
}

/** What records hold already stays as it is, whatever the new bounds: only what is set from now on has to keep to them. */
export async function changeCustomField(
  ctx: Ctx,
  id: string,
  input: UpdateCustomField,
  ifMatch: string | undefined,
): Promise<CustomField> {
  const before = await lock(ctx, id, ifMatch)
  const rules = checkedRules(before.kind, before.rules, input)
  await assertOptionsUnused(ctx, before, rules.options ?? [])
  const next = {
    ...before,
    label: input.label ?? before.label,
    help_text: input.helpText === undefined ? before.help_text : input.helpText,
    is_required: input.isRequired ?? before.is_required,
    rules,
  }
  return save(ctx, 'updated', before, next)
}

export async function archiveCustomField(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<CustomField> {
  const before = await lock(ctx, id, ifMatch)
  return save(ctx, 'archived', before, { ...before, archived_at: before.archived_at ?? ctx.now.toISOString() })
}

export async function restoreCustomField(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<CustomField> {
  const before = await lock(ctx, id, ifMatch)
  return save(ctx, 'restored', before, { ...before, archived_at: null })
}

export async function orderFields(ctx: Ctx, { resource, ids }: OrderCustomFields): Promise<Page<CustomField>> {
  assertTakesFields(resource)
  const tenantId = ctx.actor.tenant.id
  await lockFieldsOf(ctx.tx, { tenantId, resource })
  const fields = await listFieldsOf(ctx.tx, { tenantId, resource })
  const wanted = new Set(ids)
  const known = new Set(fields.map(({ id }) => id))
  const unknown = ids.findIndex((id) => !known.has(id))
  if (unknown >= 0) throw invalidField(`ids.${unknown}`, `There is no such field of ${resource}`)
  // Those that are not named, archived ones for example, keep their order behind the others.
  const rest = fields.filter(({ id }) => !wanted.has(id)).map(({ id }) => id)
  await orderCustomFields(ctx.tx, { tenantId, resource, ids: [...wanted, ...rest] })
  ctx.audit('custom-field.ordered', { note: resource })
  const [first] = ids
  if (first !== undefined) ctx.emit('custom-field.ordered', first, { resource, ids })
  tellProcesses(ctx)
  return allCustomFields(ctx, resource)
}

/** For good, and only what no record holds: archiving is the way for all others. */
export async function removeCustomField(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const row = await lock(ctx, id, ifMatch)
  const tenantId = ctx.actor.tenant.id
  await assertEmpty(ctx, row)
  await deleteCustomField(ctx.tx, { tenantId, id })
  await forgetFieldLimits(ctx.tx, { tenantId, resource: row.resource, field: fieldPath(row.key) })
  leaveTrail(ctx, 'deleted', toCustomField(row), undefined)
  ctx.announce({ kind: 'tenant-changed', tenantId })
}

async function lock(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<CustomFieldRow> {
  const tenantId = ctx.actor.tenant.id
  const found = await findCustomField(ctx.tx, { tenantId, id })
  if (!found) throw notFound('custom field')
  await lockFieldsOf(ctx.tx, { tenantId, resource: found.resource })
  const row = await findCustomField(ctx.tx, { tenantId, id })
  if (!row) throw notFound('custom field')
  assertExpectedVersion(ifMatch, { noun: 'custom field', version: row.version, record: toCustomField(row) })
  return row
}

async function save(
  ctx: Ctx,
  what: 'updated' | 'archived' | 'restored',
  before: CustomFieldRow,
  next: CustomFieldRow,
): Promise<CustomField> {
  const same = Object.keys(diffRecords(toCustomField(before), toCustomField(next))).length === 0
  if (same) return withCan(ctx, toCustomField(before))
  const row = await updateCustomField(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: before.id,
    label: next.label,
    helpText: next.help_text,
    isRequired: next.is_required,
    rules: JSON.stringify(next.rules),
    archivedAt: next.archived_at,
    by: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  return finish(ctx, what, toCustomField(before), row)
}

function finish(
  ctx: Ctx,
  what: Happening,
  before: CustomField | undefined,
  row: CustomFieldRow | undefined,
): CustomField {
  if (!row) throw notFound('custom field')
  const field = toCustomField(row)
  leaveTrail(ctx, what, before, field)
  return withCan(ctx, field)
}

const EVENT_OF = {
  created: 'custom-field.created',
  updated: 'custom-field.updated',
  archived: 'custom-field.archived',
  restored: 'custom-field.restored',
  deleted: 'custom-field.deleted',
} as const
type Happening = keyof typeof EVENT_OF

function leaveTrail(ctx: Ctx, what: Happening, before: CustomField | undefined, after: CustomField | undefined): void {
  const field = after ?? before
  if (!field) throw new Error('A trail needs a field')
  const { id, version, resource, key, label } = field
  ctx.audit(EVENT_OF[what], {
    resource: { type: 'platform.custom-fields', id, version },
    changes: diffRecords(before, after),
    note: `${label} of ${resource}`,
  })
  ctx.emit(EVENT_OF[what], id, { id, resource, key, label })
  tellProcesses(ctx)
}

function tellProcesses(ctx: Ctx): void {
  ctx.announce({ kind: 'custom-fields-changed', tenantId: ctx.actor.tenant.id })
}

function withCan(ctx: ReadCtx, field: CustomField): CustomField {
  const isAllowed = ctx.actor.viewsAs === null && can(ctx.actor, 'platform.custom-fields.update')
  return { ...field, can: { update: isAllowed, remove: isAllowed } }
}

/** Always sent whole: at most a hundred for each kind of record. */
function whole<T>(rows: T[]): Page<T> {
  return { rows, pagination: { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null } }
}

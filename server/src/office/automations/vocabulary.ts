import { EVENTS } from '@groundwork/contract/events.ts'
import { TRIGGERS } from '@groundwork/contract/office/automation-triggers.ts'
import type { AutomationVocabulary, VocabularyField } from '@groundwork/contract/office/automations.ts'
import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { exportSources } from '#office/exports/export-source.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { activeFieldsOf, fieldPath } from '#platform/custom-fields/fields-of.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { isHidden } from '#platform/resource/field-rights.ts'
import { resourceOfEvent } from '#platform/resource/registry.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { recordKinds } from './actions/record-kinds.ts'
import { shapeOf } from './events/event-shape.ts'
import { fieldShape } from './events/json-shape.ts'
import { fieldsOf } from './events/vocabulary-fields.ts'

type FieldsOf = (kind: AnyResource) => CustomField[]

/** What this person can make automations of; the words are those of the contract, and of the fields of the business. */
export async function vocabularyOf(ctx: ReadCtx): Promise<AutomationVocabulary> {
  const { actor } = ctx
  const custom = new Map(
    await Promise.all(recordKinds().map(async (kind) => [kind, await activeFieldsOf(ctx, kind)] as const)),
  )
  const customOf: FieldsOf = (kind) =>
    (custom.get(kind) ?? []).filter(({ key }) => !isHidden(actor, kind, fieldPath(key)))
  return {
    events: TRIGGERS.filter((type) => can(actor, EVENTS[type].permission)).map((type) => ({
      type,
      summary: EVENTS[type].summary,
      resource: resourceOfEvent(type)?.name ?? null,
      fields: eventFields(type, customOf),
    })),
    resources: recordKinds()
      .filter(({ name }) => can(actor, permissionOf(name, 'read')))
      .map((kind) => toKind(actor, kind, customOf(kind))),
  }
}

/** Only what every such event carries, so that a row never meets a field that is not there. */
function eventFields(type: (typeof TRIGGERS)[number], customOf: FieldsOf): VocabularyField[] {
  const payload = shapeOf(EVENTS[type].payload)
  const kind = resourceOfEvent(type)
  const record = fieldShape(payload, 'record')
  if (!kind || !record) return fieldsOf(payload, 'payload').filter(({ isRequired }) => isRequired)
  const own = fieldsOf(record, 'payload.record', shapeOf(kind.schemas.update)).filter(({ isRequired }) => isRequired)
  return withCustom(own, 'payload.record.customFields', customOf(kind))
}

/** The fields of the business in place of the whole that holds them. */
function withCustom(fields: VocabularyField[], path: string, custom: readonly CustomField[]): VocabularyField[] {
  const named = custom.map((field) => ({
    path: `${path}.${field.key}`,
    title: field.label,
    kind:
      field.kind === 'number' ? ('number' as const) : field.kind === 'choice' ? ('word' as const) : ('text' as const),
    options: field.options.map(({ value }) => value),
    isRequired: false,
  }))
  return [...fields.filter((field) => field.path !== path), ...named]
}

function toKind(
  actor: Actor,
  kind: AnyResource,
  custom: readonly CustomField[],
): AutomationVocabulary['resources'][number] {
  const { name, noun, schemas } = kind
  return {
    name,
    noun,
    canCreate: can(actor, permissionOf(name, 'create')),
    canChange: can(actor, permissionOf(name, 'update')),
    canExport:
      exportSources().some(({ resource }) => resource.name === name) && can(actor, permissionOf(name, 'export')),
    createFields: withCustom(fieldsOf(shapeOf(schemas.create), ''), 'customFields', custom),
    changeFields: withCustom(fieldsOf(shapeOf(schemas.update), ''), 'customFields', custom),
  }
}

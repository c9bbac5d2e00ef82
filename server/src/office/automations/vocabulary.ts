import { EVENTS } from '@groundwork/contract/events.ts'
import { TRIGGERS } from '@groundwork/contract/office/automation-triggers.ts'
import type { AutomationVocabulary, VocabularyField } from '@groundwork/contract/office/automations.ts'
import { exportSources } from '#office/exports/export-source.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { resourceOfEvent } from '#platform/resource/registry.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { recordKinds } from './actions/record-kinds.ts'
import { shapeOf } from './events/event-shape.ts'
import { fieldShape } from './events/json-shape.ts'
import { fieldsOf } from './events/vocabulary-fields.ts'

/** What this person can make automations of; the words are those of the contract. */
export function vocabularyOf(actor: Actor): AutomationVocabulary {
  return {
    events: TRIGGERS.filter((type) => can(actor, EVENTS[type].permission)).map((type) => ({
      type,
      summary: EVENTS[type].summary,
      resource: resourceOfEvent(type)?.name ?? null,
      fields: eventFields(type),
    })),
    resources: recordKinds()
      .filter(({ name }) => can(actor, permissionOf(name, 'read')))
      .map((kind) => toKind(actor, kind)),
  }
}

/** Only what every such event carries, so that a row never meets a field that is not there. */
function eventFields(type: (typeof TRIGGERS)[number]): VocabularyField[] {
  const payload = shapeOf(EVENTS[type].payload)
  const kind = resourceOfEvent(type)
  const record = fieldShape(payload, 'record')
  if (!kind || !record) return fieldsOf(payload, 'payload').filter(({ isRequired }) => isRequired)
  return fieldsOf(record, 'payload.record', shapeOf(kind.schemas.update)).filter(({ isRequired }) => isRequired)
}

function toKind(actor: Actor, kind: AnyResource): AutomationVocabulary['resources'][number] {
  const { name, noun, schemas } = kind
  return {
    name,
    noun,
    canCreate: can(actor, permissionOf(name, 'create')),
    canChange: can(actor, permissionOf(name, 'update')),
    canExport:
      exportSources().some(({ resource }) => resource.name === name) && can(actor, permissionOf(name, 'export')),
    createFields: fieldsOf(shapeOf(schemas.create), ''),
    changeFields: fieldsOf(shapeOf(schemas.update), ''),
  }
}

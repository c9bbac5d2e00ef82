import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { createExport } from '#office/exports/create-export.ts'
import { assertAccess } from '#platform/access/access-check.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx } from '#platform/context.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { changeRecord, createRecord, getRecord } from '#platform/resource/write.ts'
import { fillText } from '../events/templates.ts'
import { sendMessage } from './mail-port.ts'
import type { Occasion, Outcome } from './occasion.ts'
import { filledId, filledValues, kindFor } from './record-values.ts'

type Inside = Exclude<AutomationAction, { type: 'call-url' }>

/** Does what happens within the database, by the same ways as people: rules, audit and events hold. */
export function perform(ctx: Ctx, action: Inside, occasion: Occasion): Promise<Outcome> {
  switch (action.type) {
    case 'change-record':
      return change(ctx, action, occasion)
    case 'create-record':
      return create(ctx, action, occasion)
    case 'send-mail':
      return sendMessage(ctx, action, occasion)
    case 'start-export':
      return startExport(ctx, action, occasion)
  }
}

type Action<T extends AutomationAction['type']> = Extract<AutomationAction, { type: T }>

async function change(ctx: Ctx, action: Action<'change-record'>, { facts }: Occasion): Promise<Outcome> {
  const kind = kindFor(ctx.actor, action.resource, 'update')
  assertAccess({ method: 'GET', options: { access: permissionOf(kind.name, 'read') } }, ctx.actor)
  const id = filledId(action.record, facts)
  const before = await getRecord(ctx, kind, id)
  const values = filledValues(kind.schemas.update, action.values, facts)
  const after = await changeRecord(ctx, kind, id, values, { ifMatch: '*' })
  const changes = diffRecords(before, after)
  const fields = Object.keys(changes)
  const summary =
    fields.length > 0 ? `Changed ${fields.join(', ')} of the ${kind.noun}` : `The ${kind.noun} was so already`
  return { summary, changes }
}

async function create(ctx: Ctx, action: Action<'create-record'>, { facts }: Occasion): Promise<Outcome> {
  const kind = kindFor(ctx.actor, action.resource, 'create')
  const record = await createRecord(ctx, kind, filledValues(kind.schemas.create, action.values, facts))
  return { summary: `Created a ${kind.noun}`, changes: diffRecords(undefined, record) }
}

async function startExport(ctx: Ctx, action: Action<'start-export'>, { facts }: Occasion): Promise<Outcome> {
  const { resource, format } = action
  const query = Object.fromEntries(Object.entries(action.query).map(([name, value]) => [name, fillText(value, facts)]))
  await createExport(ctx, { resource, format, query })
  return { summary: `Started an export of ${resource} as ${format}`, changes: null }
}

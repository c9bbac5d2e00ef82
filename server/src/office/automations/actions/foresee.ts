import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { ReadCtx } from '#platform/context.ts'
import { customColumns } from '#platform/custom-fields/set-values.ts'
import { toRecords } from '#platform/resource/records.ts'
import type { BaseRecord, BaseRow } from '#platform/resource/resource.ts'
import { assertReaches, assertSeesRow } from '#platform/resource/row-rights.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import type { Facts } from '../events/templates.ts'
import { filledCall } from './call-url.ts'
import { filledMessage } from './mail-port.ts'
import type { Outcome } from './occasion.ts'
import { filledId, filledValues, kindFor } from './record-values.ts'

/** What an action would do, found out by reading alone. */
export async function foresee(ctx: ReadCtx, action: AutomationAction, facts: Facts): Promise<Outcome> {
  switch (action.type) {
    case 'change-record':
      return foreseeChange(ctx, action, facts)
    case 'create-record': {
      const kind = kindFor(ctx.actor, action.resource, 'create')
      const values = filledValues(kind.schemas.create, action.values, facts)
      return { summary: `Would create a ${kind.noun}`, changes: diffRecords(undefined, Object(values)) }
    }
    case 'send-mail': {
      const { to, subject } = filledMessage(action, facts)
      return { summary: `Would send a mail to ${to.join(', ')}: ${subject}`, changes: null }
    }
    case 'call-url': {
      const { method, url } = filledCall(action, facts)
      return { summary: `Would call ${method} ${new URL(url).host}`, changes: null }
    }
    case 'start-export':
      return { summary: `Would start an export of ${action.resource} as ${action.format}`, changes: null }
  }
}

type Change = Extract<AutomationAction, { type: 'change-record' }>

async function foreseeChange(ctx: ReadCtx, action: Change, facts: Facts): Promise<Outcome> {
  const kind = kindFor(ctx.actor, action.resource, 'update')
  const found = await rowsOf<BaseRow>(kind).find(ctx.tx, ctx.actor.tenant.id, filledId(action.record, facts))
  const row = await assertSeesRow(ctx, kind, found)
  await assertReaches(ctx, kind, 'update', row)
  const values = filledValues(kind.schemas.update, action.values, facts)
  const changed = { ...row, ...kind.toColumns(values, row), ...(await customColumns(ctx, kind, values, row)) }
  const [before = row, after = row] = await toRecords<BaseRow, BaseRecord>(ctx, kind, [
    row,
    { ...changed, ...kind.derive(changed) },
  ])
  const changes = diffRecords(before, after)
  const fields = Object.keys(changes)
  const summary =
    fields.length > 0 ? `Would change ${fields.join(', ')} of the ${kind.noun}` : `The ${kind.noun} is so already`
  return { summary, changes }
}

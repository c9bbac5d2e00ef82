import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import type { ReadCtx } from '../context.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'

const ACTIONS = { update: 'update', trash: 'delete', restore: 'delete', purge: 'purge' } as const

/** Fills what `expand=` asks for: one query per relation, however many records. */
export async function expandRecords<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Resource<Row, Rec, unknown, unknown>,
  rows: readonly Row[],
  records: Rec[],
  expand: readonly string[],
): Promise<void> {
  if (expand.includes('can')) {
    for (const [index, row] of rows.entries()) setCan(records[index], abilities(ctx.actor, resource.name, row))
  }
  await Promise.all(expand.map((name) => (records.length > 0 ? resource.expands[name]?.fill(ctx, records) : undefined)))
}

function setCan(record: BaseRecord | undefined, abilities: Record<string, boolean>): void {
  if (record) record.can = abilities
}

/** What the server would allow with this row now; the console shows no other buttons. */
export function abilities(actor: Actor, resource: string, row: BaseRow): Record<string, boolean> {
  const isTrashed = row.deleted_at !== null
  return {
    update: !isTrashed && can(actor, permissionOf(resource, ACTIONS.update)),
    trash: !isTrashed && can(actor, permissionOf(resource, ACTIONS.trash)),
    restore: isTrashed && can(actor, permissionOf(resource, ACTIONS.restore)),
    purge: can(actor, permissionOf(resource, ACTIONS.purge)),
  }
}

export function permissionOf(resource: string, action: string): Permission {
  // Every resource has the actions it takes part in in contract/permissions.ts; a census test checks each name.
  return `${resource}.${action}` as Permission
}

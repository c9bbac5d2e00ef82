import type { Permission } from '@groundwork/contract/permissions.ts'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import type { ReadCtx } from '../context.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { type Ruled, reachable } from './row-rights.ts'

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
    const reach = await reachOf(ctx, resource, rows)
    for (const [index, row] of rows.entries()) setCan(records[index], abilities(ctx.actor, resource.name, row, reach))
  }
  await Promise.all(expand.map((name) => (records.length > 0 ? resource.expands[name]?.fill(ctx, records) : undefined)))
}

function setCan(record: BaseRecord | undefined, abilities: Record<string, boolean>): void {
  if (record) record.can = abilities
}

type Reach = Record<(typeof ACTIONS)[keyof typeof ACTIONS], ReadonlySet<string>>

/** Which of the rows each action reaches. */
async function reachOf<Row extends BaseRow>(ctx: ReadCtx, resource: Ruled<Row>, rows: readonly Row[]): Promise<Reach> {
  const idsFor = async (action: keyof Reach) =>
    new Set((await reachable(ctx, resource, action, rows)).map(({ id }) => id))
  const [update, trash, purge] = await Promise.all([idsFor('update'), idsFor('delete'), idsFor('purge')])
  return { update, delete: trash, purge }
}

/** What the server would allow with this row now; the console shows no other buttons. */
function abilities(actor: Actor, resource: string, row: BaseRow, reach: Reach): Record<string, boolean> {
  const isTrashed = row.deleted_at !== null
  const may = (action: keyof Reach) => can(actor, permissionOf(resource, action)) && reach[action].has(row.id)
  return {
    update: !isTrashed && may(ACTIONS.update),
    trash: !isTrashed && may(ACTIONS.trash),
    restore: isTrashed && may(ACTIONS.restore),
    purge: may(ACTIONS.purge),
  }
}

export function permissionOf(resource: string, action: string): Permission {
  // Every resource has the actions it takes part in in contract/permissions.ts; a census test checks each name.
  return `${resource}.${action}` as Permission
}

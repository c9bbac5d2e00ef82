import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { assertCan } from '#platform/access/can.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { change, manual, type Route } from '#platform/http/route.ts'

const common = { tag: 'planted', reply: z.strictObject({}) } as const

function write(tx: Tx, tenantId: string): Promise<unknown> {
  const text = `insert into saved_views (tenant_id, id, user_id, resource, name, query)
    select $1, $2, user_id, 'planted', 'planted', '' from memberships limit 1`
  return tx.run({ statement: { name: '', text }, values: [tenantId, randomUUID()] })
}

/** Faults the access tests must find. */
export const PLANTED_OPEN_DOORS: readonly [Route, Route] = [
  change('POST', '/planted/unguarded', {
    ...common,
    access: 'office.customers.read',
    summary: 'Changes something with the right to read',
    run: async ({ tx, actor }) => {
      await write(tx, actor.tenant.id)
      return {}
    },
  }),
  manual('POST', '/planted/hasty', {
    ...common,
    access: 'office.customers.read',
    summary: 'Writes before it asks',
    run: async ({ actor, request, services }) => {
      if (!actor) throw new Error('The route is for signed-in callers')
      await services.write(actor, request, ({ tx }) => write(tx, actor.tenant.id))
      assertCan(actor, 'office.customers.create')
      return {}
    },
  }),
]

import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'

// One process at a time sends to an endpoint, so that its failures are counted in a row and nobody is sent more at once
// than it should be. A holder renews its hold; one that is dead does not, and 15 s later another takes over. Holds are
// measured by the database's clock alone.

interface TurnKey {
  tenantId: string
  endpointId: string
}

export interface Turn {
  tenant_id: string
  endpoint_id: string
}

const HOLD = sql.raw(`interval '15 seconds'`)

export const insertTurn = statement<TurnKey, never>('webhooks.insert-turn', (query, params) =>
  query.insertInto('webhook_turns').values({ tenant_id: params.tenantId, endpoint_id: params.endpointId }),
)

/**
 * Something is to be sent at `at`, or earlier if something else is. Locks the turn even where nothing changes: a turn that
 * ends at this moment must wait for what we add, or it would go to sleep beside it. Always in one order, as others do.
 */
export const bringForward = statement<{ tenantId: string; endpointIds: readonly string[]; at: Date }, never>(
  'webhooks.bring-forward',
  (query, params) =>
    sql<never>`with locked as materialized (
      select endpoint_id from webhook_turns
      where tenant_id = ${params.tenantId}::uuid and endpoint_id = any(${params.endpointIds}::uuid[])
      order by endpoint_id for update)
    update webhook_turns set due_at = least(due_at, ${params.at}::timestamptz)
    where tenant_id = ${params.tenantId}::uuid and endpoint_id in (select endpoint_id from locked)`.compile(query),
)

interface Taking {
  holder: string
  now: Date
  /** Tenants that have as many turns in this process as they may. */
  fullTenants: readonly string[]
  perTenant: number
  limit: number
}

/** The longest waiting first, but no tenant more than its share. */
export const takeTurns = statement<Taking, Turn>('webhooks.take-turns', (query, params) =>
  sql<Turn>`with due as (
      select tenant_id, endpoint_id, row_number() over (partition by tenant_id order by due_at) as place
      from webhook_turns
      where due_at <= ${params.now}::timestamptz and (held_until is null or held_until < now())
        and tenant_id <> all(${params.fullTenants}::uuid[])),
    picked as (
      select t.tenant_id, t.endpoint_id from webhook_turns t join due using (tenant_id, endpoint_id)
      where due.place <= ${params.perTenant}::int and t.due_at <= ${params.now}::timestamptz
        and (t.held_until is null or t.held_until < now())
      order by t.due_at limit ${params.limit}::int for update of t skip locked)
    update webhook_turns t set holder = ${params.holder}::uuid, held_until = now() + ${HOLD}
    from picked where t.tenant_id = picked.tenant_id and t.endpoint_id = picked.endpoint_id
    returning t.tenant_id, t.endpoint_id`.compile(query),
)

/** Which are still ours: what was lost meanwhile has another holder. */
export const renewTurns = statement<{ holder: string }, Turn>('webhooks.renew-turns', (query, params) =>
  sql<Turn>`with held as materialized (
      select tenant_id, endpoint_id from webhook_turns where holder = ${params.holder}::uuid
      order by tenant_id, endpoint_id for update)
    update webhook_turns t set held_until = now() + ${HOLD} from held
    where t.tenant_id = held.tenant_id and t.endpoint_id = held.endpoint_id
    returning t.tenant_id, t.endpoint_id`.compile(query),
)

/** Before its end is written: whoever adds a delivery at this moment is waited for, and seen by the next statement. */
export const lockTurn = statementForOne<TurnKey & { holder: string }, { holder: string }>(
  'webhooks.lock-turn',
  (query, params) =>
    sql<{ holder: string }>`select holder from webhook_turns where tenant_id = ${params.tenantId}::uuid
    and endpoint_id = ${params.endpointId}::uuid and holder = ${params.holder}::uuid for update`.compile(query),
)

export const endTurn = statement<TurnKey & { holder: string }, never>('webhooks.end-turn', (query, params) =>
  sql<never>`update webhook_turns t set holder = null, held_until = null, due_at = (
      select greatest(e.rests_until, min(d.next_attempt_at))
      from webhook_endpoints e join webhook_deliveries d on d.tenant_id = e.tenant_id and d.endpoint_id = e.id
      where e.tenant_id = ${params.tenantId}::uuid and e.id = ${params.endpointId}::uuid and e.is_active
        and e.paused_at is null and d.state = 'waiting'
      group by e.rests_until)
    where t.tenant_id = ${params.tenantId}::uuid and t.endpoint_id = ${params.endpointId}::uuid
      and t.holder = ${params.holder}::uuid`.compile(query),
)

/** Tenants that have endpoints, to look at once in a while in case an announcement was lost. */
export const listTenantsWithTurns = statement<{ afterId: string; limit: number }, { tenant_id: string }>(
  'webhooks.tenants',
  (query, params) =>
    query
      .selectFrom('webhook_turns')
      .select('tenant_id')
      .distinct()
      .where('tenant_id', '>', params.afterId)
      .orderBy('tenant_id')
      .limit(params.limit),
)

/** Endpoints that have something to be sent to them, and for how long the first of them has been due. */
export const summariseTurns = statementForOne<object, { waiting: number; late_seconds: number }>(
  'webhooks.summarise-turns',
  (query) =>
    sql<{ waiting: number; late_seconds: number }>`select count(*)::int as waiting,
      coalesce(greatest(extract(epoch from now() - min(due_at) filter (where holder is null)), 0), 0)::float8 as late_seconds
    from webhook_turns where due_at is not null`.compile(query),
)

import type { ApiKeyUsage, ApiKeyUsageQuery, UsageCounts } from '@groundwork/contract/platform/api-keys.ts'
import { USAGE_DAYS } from '@groundwork/contract/platform/api-keys.ts'
import type { ReadCtx } from '#platform/context.ts'
import { invalidField, notFound } from '#platform/errors.ts'
import { findApiKeyRecord } from '../api-keys.queries.ts'
import { percentileMs } from './duration-buckets.ts'
import { sumUsage, sumUsageByDay, sumUsageByRoute, type UsageRow } from './usage.queries.ts'
import { dayIn, daysAfter, daysFrom } from './zoned-day.ts'

const USUAL_DAYS = 30

/** What a key did in a span of days, in all and by day or route. Counted up to ten seconds ago. */
export async function getUsage({ tx, actor, now }: ReadCtx, id: string, query: ApiKeyUsageQuery): Promise<ApiKeyUsage> {
  const { id: tenantId, timeZone } = actor.tenant
  if (!(await findApiKeyRecord(tx, { tenantId, id }))) throw notFound('API key')
  const to = query.to ?? dayIn(timeZone, now)
  const from = query.from ?? daysAfter(to, 1 - USUAL_DAYS)
  assertSpan(from, to)
  const asked = { tenantId, keyId: id, from, to }
  const sumBy = query.groupBy === 'day' ? sumUsageByDay : sumUsageByRoute
  const [[total], rows] = await Promise.all([sumUsage(tx, asked), sumBy(tx, asked)])
  const named = rows.flatMap((row) => (row.slot === null ? [] : [{ ...toCounts(row), name: row.slot }]))
  return { from, to, groupBy: query.groupBy, total: toCounts(total), rows: named }
}

function assertSpan(from: string, to: string): void {
  const days = daysFrom(from, to)
  if (days < 1) throw invalidField('from', 'Must not lie after `to`')
  if (days > USAGE_DAYS) throw invalidField('from', `At most ${USAGE_DAYS} days; usage is kept no longer`)
}

function toCounts(row: UsageRow | undefined): UsageCounts {
  return {
    requests: row?.requests ?? 0,
    clientErrors: row?.client_errors ?? 0,
    serverErrors: row?.server_errors ?? 0,
    p95Ms: row ? percentileMs(row.durations, 0.95) : null,
  }
}

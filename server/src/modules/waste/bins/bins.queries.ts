import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'
import type { BinRow } from './bins.row.ts'
import { BIN_COLUMNS } from './bins.row.ts'

interface Code {
  tenantId: string
  code: string
}

/** By QR code as printed, or by RFID tag in any case: the scanner does not say which it read. */
export const findBinByCode = statementForOne<Code, BinRow>('bins.by_code', (query, p) =>
  sql<BinRow>`
    select ${sql.join(BIN_COLUMNS.map((column) => sql.ref(column)))} from waste_bins
    where tenant_id = ${p.tenantId}::uuid and deleted_at is null and qr_code = ${p.code}::text
    union all
    select ${sql.join(BIN_COLUMNS.map((column) => sql.ref(column)))} from waste_bins
    where tenant_id = ${p.tenantId}::uuid and deleted_at is null and rfid_tag = upper(${p.code}::text)
    limit 1`.compile(query),
)

export const countActiveBins = statementForOne<{ tenantId: string; customerId: string }, { count: number }>(
  'bins.active',
  (query, p) =>
    sql<{ count: number }>`
    select count(*)::int as count from waste_bins
    where tenant_id = ${p.tenantId}::uuid and customer_id = ${p.customerId}::uuid and deleted_at is null and status <> 'retired'`.compile(
      query,
    ),
)

export const hasBins = statementForOne<{ tenantId: string }, { exists: boolean }>('bins.any', (query, p) =>
  sql<{
    exists: boolean
  }>`select exists (select 1 from waste_bins where tenant_id = ${p.tenantId}::uuid) as exists`.compile(query),
)

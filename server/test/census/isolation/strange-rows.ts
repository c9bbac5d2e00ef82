import { withConnection } from '#platform/database/connection.ts'
import { listTables } from '../tables/tables.ts'
import type { Business } from '../world/business.ts'

/**
 * Tables in which a business holds a text that only the other one writes. Whatever carries something from one tenant to
 * another, a webhook, a notification, a mail, an export, a run, leaves it in a row; a table that is new is looked into too.
 */
export async function rowsWith(business: Business, text: string): Promise<string[]> {
  return withConnection(business.app.database.adminUrl, async (client) => {
    const tables = (await listTables(client)).filter((table) => table.hasTenant)
    const found = []
    for (const { name } of tables) {
      const sql = `select 1 from public.${name} row where tenant_id = $1 and to_jsonb(row)::text like $2 limit 1`
      const { rows } = await client.query(sql, [business.tenantId, `%${text}%`])
      if (rows.length > 0) found.push(name)
    }
    return found
  })
}

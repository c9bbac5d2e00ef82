import type { Client } from 'pg'

export async function rowsOf<T>(client: Client, sql: string): Promise<T[]> {
  const result = await client.query(sql)
  // Each query names the columns of its row type.
  return result.rows as T[]
}

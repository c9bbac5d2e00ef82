import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withConnection } from '../../server/src/platform/database/connection.ts'
import { SUPERUSER } from '../../server/src/platform/database/embedded/cluster.ts'
import type { Product } from './product.ts'

/** As if a person had been signed in for a while: the product's clock is not a test's to move. */
export async function forgetConfirmations({ dataDir }: Product): Promise<void> {
  const { port, password } = JSON.parse(await readFile(join(dataDir, 'postgres', 'groundwork.json'), 'utf8'))
  const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/groundwork`
  await withConnection(url, (client) =>
    client.query("update sessions set confirmed_at = now() - interval '11 minutes'"),
  )
}

import { withConnection } from '#platform/database/connection.ts'
import { startEmbeddedPostgres } from '#platform/database/embedded/embedded-postgres.ts'
import { silentLog } from '#test/kit/log.ts'

// A process that holds the embedded database, for tests to kill: says where the database is, and on SIGINT first uses
// it once more and then stops it.

const [dataDir = ''] = process.argv.slice(2)
const server = await startEmbeddedPostgres({ dataDir, log: silentLog })
process.once('SIGINT', async () => {
  await new Promise((resolve) => setTimeout(resolve, 200))
  await withConnection(server.adminUrl, (client) => client.query('insert into kept values (2)'))
  await server.stop()
  process.exit(0)
})
console.info(server.adminUrl)
setInterval(() => {}, 60_000)

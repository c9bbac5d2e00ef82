import { migrate } from '#platform/database/migrate.ts'
import { silentLog } from '#test/kit/log.ts'

// A process that migrates, for tests to kill: writes a line after each migration.

const [url = ''] = process.argv.slice(2)
await migrate(url, { ...silentLog, info: () => console.info('applied') })

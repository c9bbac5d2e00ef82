import { loadConfig } from '#platform/config/config.ts'
import { prepareDatabase } from '#platform/database/prepare.ts'
import { quietLog } from './quiet-log.ts'
import type { Command } from './run-command.ts'

/** What every start does first, by itself: for deployments that migrate before they start anything new. */
export async function migrateCommand({ environment, say }: Command): Promise<void> {
  const database = await prepareDatabase(loadConfig(environment), quietLog())
  await database.stop()
  say('The database is up to date.')
}

import { loadConfig } from '#platform/config/config.ts'
import { ConfigError } from '#platform/config/reader.ts'
import { StartError } from '#platform/config/start-error.ts'
import { startGroundwork } from './start/start.ts'

try {
  await startGroundwork(loadConfig(process.env))
} catch (error) {
  // Mistakes of the operator are told in words; everything else is a bug and shows its stack.
  if (!(error instanceof StartError || error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}

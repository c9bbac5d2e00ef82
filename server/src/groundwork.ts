import { ConfigError } from '#platform/config/reader.ts'
import { StartError } from '#platform/config/start-error.ts'
import { AppError } from '#platform/errors.ts'
import { runCommand } from './command/run-command.ts'
import { USAGE, UsageError } from './command/usage.ts'

try {
  const say = (line: string) => console.info(line)
  await runCommand(process.argv.slice(2), { environment: process.env, say })
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`)
    process.exit(2)
  }
  // Mistakes of the operator are told in words; everything else is a bug and shows its stack.
  if (!(error instanceof StartError || error instanceof ConfigError || error instanceof AppError)) throw error
  console.error(error.message)
  process.exit(1)
}

import { loadConfig } from '#platform/config/config.ts'
import type { Environment } from '#platform/config/reader.ts'
import { createUserCommand } from './create-user-command.ts'
import { migrateCommand } from './migrate-command.ts'
import { USAGE, UsageError } from './usage.ts'

export interface Command {
  /** What follows the command's name. */
  options: readonly string[]
  environment: Environment
  /** For people and scripts: one line each on the standard output. */
  say(line: string): void
}

/** One command from beginning to end. `start` comes back when everything runs; the others when they are done. */
export async function runCommand(words: readonly string[], parts: Omit<Command, 'options'>): Promise<void> {
  const [first = 'help', second] = words
  if (first === 'user' && second === 'create') return createUserCommand({ ...parts, options: words.slice(2) })
  const command: Command = { ...parts, options: words.slice(1) }
  if (['help', '--help', '-h'].includes(first)) return parts.say(USAGE)
  const [unknown] = command.options
  if (unknown !== undefined && ['start', 'migrate'].includes(first))
    throw new UsageError(`${first} takes no options, and '${unknown}' is one`)
  if (first === 'migrate') return migrateCommand(command)
  if (first === 'start') {
    const { startGroundwork } = await import('../start/start.ts')
    return startGroundwork(loadConfig(command.environment))
  }
  throw new UsageError(`There is no command '${words.slice(0, 2).join(' ')}'`)
}

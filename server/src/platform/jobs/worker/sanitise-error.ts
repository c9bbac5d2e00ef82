import { DatabaseError } from 'pg'
import { AppError } from '../../errors.ts'

const MAX_LENGTH = 500

// Messages of libraries may quote what they were given. Order matters: addresses first, they may contain the rest.
const SECRETS: readonly [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@'],
  [/\b(https?:\/\/[^\s?#]+)[?#]\S*/gi, '$1?***'],
  [/\b(Bearer|Basic)\s+\S+/gi, '$1 ***'],
  [/\b(gw_(?:live|test)_|whsec_|sk_|rk_)\S+/gi, '$1***'],
  [/\b(pass(?:word|wd)?|secret|token|api[_-]?key|authorization)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi, '$1$2***'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***'],
  [/\b[A-Za-z0-9+/_=-]{40,}/g, '***'],
]

/** What the jobs page says about a failure: no secrets, no stack, no rows of the database. The log has all of it. */
export function sanitiseError(error: unknown): string {
  if (error instanceof AppError) return shorten(error.message)
  if (error instanceof DatabaseError) return shorten(`The database refused: ${hideSecrets(error.message)}`)
  const message = error instanceof Error ? error.message || error.name : String(error)
  return shorten(hideSecrets(message.split('\n')[0] ?? ''))
}

function hideSecrets(text: string): string {
  return SECRETS.reduce((hidden, [pattern, replacement]) => hidden.replace(pattern, replacement), text)
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text
}

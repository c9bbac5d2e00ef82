import pino, { type Logger } from 'pino'

/** Of a command: what goes wrong, on the standard error output, so that the other one holds the answer alone. */
export function quietLog(): Logger {
  return pino({ level: 'warn' }, pino.destination({ fd: 2, sync: true }))
}

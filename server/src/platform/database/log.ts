type Write = (details: object, message: string) => void

/** What this folder needs of a logger; pino's is one. */
export interface Log {
  debug: Write
  info: Write
  warn: Write
  error: Write
}

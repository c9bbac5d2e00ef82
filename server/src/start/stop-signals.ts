import type { Logger } from 'pino'

/** Stops once, in order, on Ctrl-C, SIGTERM or when the parent process is gone; asked again it ends at once. */
export function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let isStopping = false
  const ask = (reason: string) => {
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ reason }, 'stopping')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => ask('SIGINT'))
  process.on('SIGTERM', () => ask('SIGTERM'))
  // A worker whose parent was killed must not live on alone.
  process.on('disconnect', () => ask('parent gone'))
}

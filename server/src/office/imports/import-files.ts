import type { FileUser } from '#platform/files/sweep-files.ts'
import { listUsedByImports, releaseImports } from './files.queries.ts'

export const importFiles: FileUser = { release: releaseImports, listUsed: listUsedByImports }

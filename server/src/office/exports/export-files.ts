import type { FileUser } from '#platform/files/sweep-files.ts'
import { listUsedByExports, releaseExports } from './exports.queries.ts'

export const exportFiles: FileUser = { release: releaseExports, listUsed: listUsedByExports }

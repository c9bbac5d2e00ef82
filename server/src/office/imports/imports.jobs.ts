import type { JobDefinition } from '#platform/jobs/define-job.ts'
import { checkImport } from './check.job.ts'
import { readExcelFile } from './read-excel.job.ts'
import { runImport } from './run.job.ts'
import { undoImport } from './undo.job.ts'

export const importJobs: readonly JobDefinition<unknown>[] = [readExcelFile, checkImport, runImport, undoImport]

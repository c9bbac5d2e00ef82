import type { ExportFormat } from '@groundwork/contract/office/exports.ts'
import { csvContent } from './csv-content.ts'
import type { ExportWork } from './export-work.ts'
import { jsonContent } from './json-content.ts'
import { pdfContent } from './pdf-content.ts'
import { xlsxContent } from './xlsx-content.ts'

const CONTENTS: Record<ExportFormat, (work: ExportWork) => AsyncIterable<Uint8Array>> = {
  csv: csvContent,
  xlsx: xlsxContent,
  json: jsonContent,
  pdf: pdfContent,
}

/** The bytes of the file, made as they are taken. */
export function exportContent(work: ExportWork): AsyncIterable<Uint8Array> {
  return CONTENTS[work.row.format](work)
}

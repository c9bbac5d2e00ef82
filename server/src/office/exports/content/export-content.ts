import type { ExportFormat } from '@groundwork/contract/office/exports.ts'
import { csvContent } from './csv-content.ts'
import type { ExportWork } from './export-work.ts'
import { jsonContent } from './json-content.ts'
import { xlsxContent } from './xlsx-content.ts'

const CONTENTS: Record<ExportFormat, (work: ExportWork) => AsyncIterable<Uint8Array>> = {
  csv: csvContent,
  xlsx: xlsxContent,
  json: jsonContent,
  pdf: loadedPdf,
}

/** Loaded when somebody asks for a PDF: pdfkit and its fonts take 20 MB of every process otherwise. */
async function* loadedPdf(work: ExportWork): AsyncGenerator<Uint8Array> {
  const { pdfContent } = await import('./pdf-content.ts')
  yield* pdfContent(work)
}

/** The bytes of the file, made as they are taken. */
export function exportContent(work: ExportWork): AsyncIterable<Uint8Array> {
  return CONTENTS[work.row.format](work)
}

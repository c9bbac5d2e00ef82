import { AppError } from '#platform/errors.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'

/** The port through which a resource takes part in exports. */
export interface ExportSource {
  resource: AnyResource
  columns: readonly SheetColumn[]
  /** Relations that columns show. */
  expands: readonly string[]
}

const sources = new Map<string, ExportSource>()

/** Filled by the slices, in the manifest of their floor or trade. */
export function offerExport(source: ExportSource): void {
  sources.set(source.resource.name, source)
}

export function exportSources(): ExportSource[] {
  return [...sources.values()]
}

/** Throws for a name that nobody offers. */
export function exportSourceOf(resource: string): ExportSource {
  const source = sources.get(resource)
  if (source) return source
  const message = `Use one of ${[...sources.keys()].join(', ')}`
  throw new AppError('request.invalid', `resource: ${message}`, { details: [{ field: 'resource', message }] })
}

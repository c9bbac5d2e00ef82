import type { Actor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'
import { hiddenFields } from '#platform/resource/field-rights.ts'
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

/** The same as far as somebody may see it: without the columns that their role hides. */
export function exportSourceFor(actor: Actor, resource: string): ExportSource {
  const source = exportSourceOf(resource)
  const hidden = hiddenFields(actor, source.resource)
  if (hidden.size === 0) return source
  const columns = source.columns.filter(({ key }) => !hidden.has(key.split('.')[0] ?? key))
  return { ...source, columns, expands: source.expands.filter((name) => !hidden.has(name)) }
}

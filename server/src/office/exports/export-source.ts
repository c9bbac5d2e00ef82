import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { ReadCtx } from '#platform/context.ts'
import { fieldPath, fieldsOf, isActive } from '#platform/custom-fields/fields-of.ts'
import { sheetColumn } from '#platform/custom-fields/sheet-columns.ts'
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

/** A source as one business has it. */
export interface OwnExportSource extends ExportSource {
  /** What the business has defined for these records, archived fields too. */
  fields: readonly CustomField[]
}

/** The same as far as somebody may see it: with the business's own fields, without the columns that their role hides. */
export async function exportSourceFor(
  ctx: Pick<ReadCtx, 'tx' | 'actor' | 'customFields'>,
  resource: string,
): Promise<OwnExportSource> {
  const source = exportSourceOf(resource)
  const fields = await fieldsOf(ctx, source.resource)
  const hidden = hiddenFields(ctx.actor, source.resource)
  const own = source.columns.filter(({ key }) => !hidden.has(key.split('.')[0] ?? key))
  const custom = fields.filter((field) => isActive(field) && !hidden.has(fieldPath(field.key))).map(sheetColumn)
  const expands = source.expands.filter((name) => !hidden.has(name))
  return { ...source, columns: [...own, ...custom], expands, fields }
}

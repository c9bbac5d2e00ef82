import type { ReadCtx } from '#platform/context.ts'
import { activeFieldsOf } from '#platform/custom-fields/fields-of.ts'
import { sheetColumn } from '#platform/custom-fields/sheet-columns.ts'
import { AppError } from '#platform/errors.ts'
import { isWritable } from '#platform/resource/field-rights.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import type { KeyColumn } from '#platform/resource/row-batches.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'

/** A field that tells records of a resource apart, or finds them. */
export interface NaturalKey {
  /** The column of the file. */
  column: string
  table: KeyColumn
  /** Unique: what is said of a second record with the same value. */
  taken?: string
  /** As the table's column holds it. */
  normalise(value: string): string
}

/** A column that names another record in words. */
export interface Reference {
  column: string
  /** The field of the input that gets the id. */
  field: string
  /** All texts of a batch at once. */
  resolve(ctx: ReadCtx, texts: readonly string[]): Promise<ReadonlyMap<string, Resolved>>
}

export type Resolved = { id: string } | { problem: string }

/** The port through which a resource takes part in imports: what imports know of the business. */
export interface ImportSource {
  resource: AnyResource
  columns: readonly SheetColumn[]
  keys: readonly NaturalKey[]
  references: readonly Reference[]
  /** Says for a new record what files leave unsaid. */
  complete?(input: Record<string, unknown>): Record<string, unknown>
}

const sources = new Map<string, ImportSource>()

/** Filled by the slices, in the manifest of their floor or trade. */
export function offerImport(source: ImportSource): void {
  sources.set(source.resource.name, source)
}

export function importSources(): ImportSource[] {
  return [...sources.values()]
}

/** Throws for a name that nobody offers. */
function importSourceOf(resource: string): ImportSource {
  const source = sources.get(resource)
  if (source) return source
  const message = `Use one of ${[...sources.keys()].join(', ')}`
  throw new AppError('request.invalid', `resource: ${message}`, { details: [{ field: 'resource', message }] })
}

/**
 * The same as far as somebody may write it, with the fields that the business has defined. What their role does not let
 * them set, a file cannot set or find records by.
 */
export async function importSourceFor(
  ctx: Pick<ReadCtx, 'tx' | 'actor' | 'customFields'>,
  resource: string,
): Promise<ImportSource> {
  const offered = importSourceOf(resource)
  const custom = (await activeFieldsOf(ctx, offered.resource)).map(sheetColumn)
  const source = { ...offered, columns: [...offered.columns, ...custom] }
  const { actor } = ctx
  if (actor.fields[resource] === undefined) return source
  const mayWrite = (key: string) =>
    isWritable(actor, source.resource, key) && isWritable(actor, source.resource, key.split('.')[0] ?? key)
  const references = source.references.filter(({ field }) => mayWrite(field))
  const lost = source.references.filter(({ field }) => !mayWrite(field)).map(({ column }) => column)
  return {
    ...source,
    references,
    columns: source.columns.filter(({ key }) => mayWrite(key) && !lost.includes(key)),
    keys: source.keys.filter(({ column }) => mayWrite(column)),
  }
}

const ID: NaturalKey = { column: 'id', table: { name: 'id', type: 'uuid' }, normalise: (value) => value.toLowerCase() }

/** Every resource is found by its id, as exports carry it. */
export function keysOf({ keys }: ImportSource): NaturalKey[] {
  return [ID, ...keys]
}

/** What a column of a file can be mapped to. */
export function fieldsOf({ columns }: ImportSource): SheetColumn[] {
  return columns.filter((column) => column.use === 'both')
}

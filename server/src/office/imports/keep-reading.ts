import type { Ctx } from '#platform/context.ts'
import type { TextShape } from '#platform/sheets/sniff.ts'
import { guessMapping, guessUpdateKey } from './guess-mapping.ts'
import { fieldsOf, type ImportSource } from './import-source.ts'
import { saveReading } from './imports.queries.ts'
import type { FileHead } from './inspect-file.ts'
import { followMapping, headerKey } from './mappings/header-key.ts'
import { type MappingRow, useMapping } from './mappings/mappings.queries.ts'

export type Reading = FileHead & { shape: TextShape }

/** The file is known now: it is mapped as somebody saved it for such files, or else as can be guessed. */
export async function keepReading(
  ctx: Ctx,
  id: string,
  source: ImportSource,
  reading: Reading & { rowsKey: string; rowCount: number | null },
): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  const saved = await useMapping(ctx.tx, {
    tenantId: key.tenantId,
    resource: source.resource.name,
    headerKey: headerKey(reading.headers),
    now: ctx.now.toISOString(),
  })
  const settings = saved ? asSaved(source, saved, reading) : asGuessed(source, reading)
  await saveReading(ctx.tx, {
    ...key,
    rowsKey: reading.rowsKey,
    rowCount: reading.rowCount,
    ...reading.shape,
    headers: JSON.stringify(reading.headers),
    preview: JSON.stringify(reading.preview),
    ...settings,
    mapping: JSON.stringify(settings.mapping),
    mappingId: saved?.id ?? null,
  })
}

function asGuessed(source: ImportSource, { headers, preview }: Reading) {
  const mapping = guessMapping(source, headers)
  const updateKey = guessUpdateKey(source, mapping, preview)
  return { mapping, updateKey, mode: updateKey === null ? 'create' : 'both', onError: 'skip', emptyCells: 'keep' }
}

/** Fields that the product has no more are left out. */
function asSaved(source: ImportSource, saved: MappingRow, { headers }: Reading) {
  const known = new Set(fieldsOf(source).map(({ key }) => key))
  const mapping = followMapping(saved.columns, headers).map((field) => (field && known.has(field) ? field : null))
  const { update_key: updateKey, mode, on_error: onError, empty_cells: emptyCells } = saved
  return { mapping, updateKey, mode, onError, emptyCells }
}

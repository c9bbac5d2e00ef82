import type { Ctx } from '#platform/context.ts'
import type { TextShape } from '#platform/sheets/sniff.ts'
import { guessMapping, guessUpdateKey } from './guess-mapping.ts'
import type { ImportSource } from './import-source.ts'
import { saveReading } from './imports.queries.ts'
import type { FileHead } from './inspect-file.ts'

export type Reading = FileHead & { shape: TextShape }

/** The file is known now: what can be guessed of it is guessed. */
export async function keepReading(
  ctx: Ctx,
  id: string,
  source: ImportSource,
  reading: Reading & { rowsKey: string; rowCount: number | null },
): Promise<void> {
  const mapping = guessMapping(source, reading.headers)
  const updateKey = guessUpdateKey(source, mapping, reading.preview)
  await saveReading(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    rowsKey: reading.rowsKey,
    rowCount: reading.rowCount,
    ...reading.shape,
    headers: JSON.stringify(reading.headers),
    preview: JSON.stringify(reading.preview),
    mapping: JSON.stringify(mapping),
    mode: updateKey === null ? 'create' : 'both',
    updateKey,
  })
}

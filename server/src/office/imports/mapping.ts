import type { ChangeImport } from '@groundwork/contract/office/imports.ts'
import { AppError, type FieldProblem, invalidField } from '#platform/errors.ts'
import { fieldsOf, type ImportSource, keysOf } from './import-source.ts'
import type { ImportRow } from './imports.queries.ts'

interface Settings {
  mapping: (string | null)[]
  mode: ImportRow['mode']
  onError: ImportRow['on_error']
  updateKey: string | null
  emptyCells: ImportRow['empty_cells']
}

/** What stands, with what is to change; refused where it names what is not there. Whether it is complete, a check or run asks. */
export function checkedSettings(source: ImportSource, row: ImportRow, input: ChangeImport): Settings {
  const mapping = input.mapping ?? row.mapping
  const updateKey = input.updateKey === undefined ? row.update_key : input.updateKey
  assertMapping(source, row, mapping)
  const keys = keysOf(source).map(({ column }) => column)
  if (updateKey !== null && !keys.includes(updateKey)) throw invalidField('updateKey', `Use one of ${keys.join(', ')}`)
  return {
    mapping,
    updateKey,
    mode: input.mode ?? row.mode,
    onError: input.onError ?? row.on_error,
    emptyCells: input.emptyCells ?? row.empty_cells,
  }
}

function assertMapping(source: ImportSource, { headers }: ImportRow, mapping: readonly (string | null)[]): void {
  if (mapping.length !== headers.length)
    throw invalidField('mapping', `The file has ${headers.length} columns; say for each which field it fills, or null`)
  const known = new Set(fieldsOf(source).map(({ key }) => key))
  mapping.forEach((key, index) => {
    if (key === null) return
    if (!known.has(key)) throw invalidField(`mapping.${index}`, `Use one of ${[...known].join(', ')}, or null`)
    if (mapping.indexOf(key) !== index)
      throw invalidField(`mapping.${index}`, `Column ${mapping.indexOf(key) + 1} fills ${key} already`)
  })
}

/** All that is missing is told at once. */
export function assertComplete(source: ImportSource, row: Pick<ImportRow, 'mapping' | 'mode' | 'update_key'>): void {
  const problems = [...missingFields(source, row), ...missingKey(source, row)]
  if (problems.length > 0)
    throw new AppError('import.mapping-incomplete', problems.map(({ message }) => message).join('; '), {
      details: problems,
    })
}

function missingFields(source: ImportSource, { mapping, mode }: Pick<ImportRow, 'mapping' | 'mode'>): FieldProblem[] {
  if (mapping.every((key) => key === null)) return [{ field: 'mapping', message: 'Map at least one column' }]
  if (mode === 'update') return []
  const missing = fieldsOf(source).filter(({ isRequired, key }) => isRequired && !isMapped(source, mapping, key))
  return missing.map(({ title, key }) => ({
    field: 'mapping',
    message: `Map a column to ${title} (${key}), which every new ${source.resource.noun} needs`,
  }))
}

/** Directly, or by a column that names it in words. */
function isMapped(source: ImportSource, mapping: readonly (string | null)[], key: string): boolean {
  const words = source.references.filter(({ field }) => field === key).map(({ column }) => column)
  return [key, ...words].some((name) => mapping.includes(name))
}

function missingKey(
  { resource }: ImportSource,
  { mapping, mode, update_key }: Pick<ImportRow, 'mapping' | 'mode' | 'update_key'>,
): FieldProblem[] {
  if (mode === 'create') return []
  if (update_key === null)
    return [{ field: 'updateKey', message: `Choose by which field a row finds its ${resource.noun}` }]
  return mapping.includes(update_key)
    ? []
    : [{ field: 'mapping', message: `Map a column to ${update_key}, by which rows find their ${resource.noun}` }]
}

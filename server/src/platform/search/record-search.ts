import type { SearchIcon, SearchMatch } from '@groundwork/contract/platform/search.ts'
import type { Actor } from '../access/actor.ts'
import { permissionOf } from '../resource/expand.ts'
import { hiddenFields, searchedTexts } from '../resource/field-rights.ts'
import type { BaseRecord, BaseRow, Resource } from '../resource/resource.ts'
import { rowLimits } from '../resource/row-rights.ts'
import { normalise } from '../resource/search-text.ts'
import type { Asked } from './asked.ts'
import { bindFind, bindSimilar, type FindPlan } from './find-records.ts'
import { knownWords } from './known-words.ts'
import type { Found, SearchSource } from './search-source.ts'
import { likelySpellings } from './spelling.ts'

/** A column that holds a code a record is known by, and how what was typed may stand in it. */
export interface CodeColumn {
  column: string
  spellings(asked: Asked): string[]
}

/** How the records of a resource are found from everywhere: all of it is said here, in one place. */
export interface RecordSearch<Row extends BaseRow, Rec extends BaseRecord> {
  resource: Pick<
    Resource<Row, Rec, unknown, unknown>,
    'name' | 'noun' | 'table' | 'own' | 'policy' | 'schemas' | 'filters' | 'fieldFacts'
  >
  label: string
  icon: SearchIcon
  /** What title and subtitle are made of. */
  columns: readonly (keyof Row & string)[]
  /** Which field of the record a column shows: what a role hides is neither looked into nor shown. */
  fields: Readonly<Record<string, string>>
  title(row: Row): string
  subtitle(row: Row): string | null
  href(id: string): string
  /** Each with an index that begins with the tenant. */
  codes: readonly CodeColumn[]
  /** The column that names a record, in an index that begins with the tenant. */
  name: CodeColumn
}

type FoundRow = { match: SearchMatch }

export function recordSearch<Row extends BaseRow, Rec extends BaseRecord>(
  search: RecordSearch<Row, Rec>,
): SearchSource {
  const { resource, label, icon } = search
  return {
    resource: resource.name,
    label,
    icon,
    access: permissionOf(resource.name, 'read'),
    find: async (tx, actor, asked) => {
      const rows = await tx.run<Row & FoundRow>(bindFind(planFor(search, actor), actor, asked))
      return { found: rows.map((row) => toFound(search, asked.words, seen(search, actor, row))), isComplete: true }
    },
    findSimilar: async (tx, actor, asked) => {
      const { words, isComplete } = await knownWords(tx, actor.tenant.id, resource.table)
      const spellings = likelySpellings(asked.words, words)
      if (!spellings) return { found: [], isComplete }
      const rows = await tx.run<Row & FoundRow>(bindSimilar(planFor(search, actor), actor, spellings))
      return { found: rows.map((row) => toFound(search, spellings.flat(), seen(search, actor, row))), isComplete }
    },
  }
}

function planFor<Row extends BaseRow, Rec extends BaseRecord>(
  { resource, columns, fields, codes, name }: RecordSearch<Row, Rec>,
  actor: Actor,
): FindPlan {
  const hidden = hiddenFields(actor, resource)
  const isSeen = ({ column }: CodeColumn) => !hidden.has(fields[column] ?? column)
  return {
    table: resource.table,
    columns: ['id', ...columns],
    codes: codes.filter(isSeen),
    name: isSeen(name) ? name : undefined,
    searched: searchedTexts(actor, resource),
    limits: rowLimits(actor, resource, 'read'),
  }
}

/** The row with nothing where something is hidden; titles and subtitles cope with what is not there. */
function seen<Row extends BaseRow, Rec extends BaseRecord, Found extends Row>(
  { resource, columns, fields }: RecordSearch<Row, Rec>,
  actor: Actor,
  row: Found,
): Found {
  const hidden = hiddenFields(actor, resource)
  const dark = columns.filter((column) => hidden.has(fields[column] ?? column))
  return dark.length === 0 ? row : { ...row, ...Object.fromEntries(dark.map((column) => [column, null])) }
}

function toFound<Row extends BaseRow, Rec extends BaseRecord>(
  search: RecordSearch<Row, Rec>,
  words: readonly string[],
  row: Row & FoundRow,
): Found {
  const title = search.title(row)
  const isBeginning = row.match === 'words' && normalise(title).startsWith(words.join(' '))
  return {
    id: row.id,
    title,
    subtitle: search.subtitle(row),
    href: search.href(row.id),
    match: isBeginning ? 'beginning' : row.match,
    words: [...words],
    fit: fitOf(title, words),
  }
}

/** Words of the title count more than words that only stand somewhere in the record, whole beginnings more than middles. */
export function fitOf(title: string, words: readonly string[]): number {
  const shown = ` ${normalise(title)}`
  const parts = words.map((word): number => (shown.includes(` ${word}`) ? 2 : shown.includes(word) ? 1 : 0))
  return parts.reduce((sum, part) => sum + part, 0)
}

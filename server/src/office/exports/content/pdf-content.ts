import type { ActorTenant } from '#platform/access/actor.ts'
import type { Cell } from '#platform/sheets/cell.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { writePdf } from '#platform/sheets/pdf-writer.ts'
import { assertRowsFit } from '../row-bounds.ts'
import { columnsOf, type ExportWork, recordPages } from './export-work.ts'

const USES_LETTER = /-(US|CA|MX)$/

export function pdfContent(work: ExportWork): AsyncIterable<Uint8Array> {
  const columns = columnsOf(work)
  const { tenant } = work.ctx.actor
  const madeAt = new Date(work.row.created_at)
  const plural = `${work.source.resource.noun}s`
  return writePdf(
    {
      title: `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`,
      subtitle: [tenant.name, filterSentence(work)].join('  ·  '),
      footer: `Made for ${work.row.maker_name}, ${timeIn(tenant)(madeAt)} (${tenant.timeZone})`,
      columns: columns.map(({ title, kind }) => ({ title, isNumber: kind === 'number' })),
      paper: USES_LETTER.test(tenant.locale) ? 'LETTER' : 'A4',
      madeAt,
    },
    rowsOf(work, columns),
  )
}

async function* rowsOf(work: ExportWork, columns: readonly SheetColumn[]): AsyncGenerator<string[]> {
  const toText = textIn(work.ctx.actor.tenant)
  for await (const records of recordPages(work)) {
    assertRowsFit('pdf', work.counter.rows + records.length)
    for (const record of records) yield columns.map((column) => toText(column.write(record)))
  }
}

function textIn(tenant: ActorTenant): (cell: Cell) => string {
  const number = new Intl.NumberFormat(tenant.locale, { maximumFractionDigits: 6 })
  const toTime = timeIn(tenant)
  return (cell) => {
    if (cell === null) return ''
    if (typeof cell === 'number') return number.format(cell)
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
    if (cell instanceof Date) return toTime(cell)
    // What has no shape on paper would be drawn as a box.
    return cell.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
  }
}

/** On the clock of the business, as 2026-11-20 09:30. */
function timeIn({ timeZone }: ActorTenant): (time: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (time) => (Number.isNaN(time.getTime()) ? '' : format.format(time))
}

/** `Status: full, overflowing; sorted by -createdAt`: the list's own words. */
function filterSentence({ row, ids }: ExportWork): string {
  const { sort, ...filters } = row.query
  const parts = Object.entries(filters).map(([name, value]) => `${wordsOf(name)}: ${value.replaceAll(',', ', ')}`)
  if (ids) parts.push(`${ids.length} selected rows`)
  if (sort) parts.push(`sorted by ${wordsOf(sort.replace(/^-/, ''))}${sort.startsWith('-') ? ', last first' : ''}`)
  const sentence = parts.join('; ')
  return sentence === '' ? 'All records' : sentence
}

function wordsOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What stands in a cell. Numbers, times and truth values keep their type where the format has one. */
export type Cell = string | number | boolean | Date | null

/** How a business writes its files: what Excel in its language expects. */
export interface Dialect {
  separator: ',' | ';'
  decimalSign: '.' | ','
}

/** Where the comma divides decimals, the semicolon divides cells. */
export function dialectOf(locale: string): Dialect {
  const parts = new Intl.NumberFormat(isLocale(locale) ? locale : 'en-US').formatToParts(0.5)
  const usesComma = parts.some(({ type, value }) => type === 'decimal' && value === ',')
  return usesComma ? { separator: ';', decimalSign: ',' } : { separator: ',', decimalSign: '.' }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0
  } catch {
    return false
  }
}

/** NaN and impossible dates break the writers of files and mean nothing to readers: an empty cell. */
export function cleanCell(cell: Cell | undefined): Cell {
  if (cell === undefined || cell === '') return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell
  return cell
}

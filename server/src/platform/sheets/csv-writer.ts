import { type Cell, cleanCell, type Dialect } from './cell.ts'
import { guardText } from './formula-guard.ts'

/** Excel takes a file without it for the local code page. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** One line after RFC 4180, with its line end. Texts are guarded against being run as formulas. */
export function csvLine(cells: readonly (Cell | undefined)[], dialect: Dialect): string {
  let line = ''
  for (let index = 0; index < cells.length; index++) {
    if (index > 0) line += dialect.separator
    line += csvCell(cleanCell(cells[index]), dialect)
  }
  return `${line}\r\n`
}

function csvCell(cell: Cell, { separator, decimalSign }: Dialect): string {
  if (cell === null) return ''
  if (typeof cell === 'number')
    return decimalSign === '.' ? String(cell) : quoted(String(cell).replace('.', decimalSign), separator)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (cell instanceof Date) return cell.toISOString()
  return quoted(guardText(cell), separator)
}

function quoted(text: string, separator: string): string {
  const needsQuotes =
    text.includes('"') || text.includes(separator) || text.includes('\n') || text.includes('\r') || text !== text.trim()
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}

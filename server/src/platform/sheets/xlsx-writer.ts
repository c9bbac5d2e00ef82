import { type Cell, cleanCell } from './cell.ts'
import { guardText } from './formula-guard.ts'
import { writeZip } from './zip-writer.ts'

export interface XlsxColumn {
  title: string
  widthCharacters: number
  isTime: boolean
}

type Row = readonly (Cell | undefined)[]

/** Without its header; an Excel sheet has 1,048,576 rows. */
export const MAX_XLSX_ROWS = 1_048_575

/**
 * An Excel file with one sheet, written as the rows come. Of our own because it has to be fast and to be the same for the
 * same rows: texts stand in their cells instead of a table of all texts, which would have to be in memory to the end.
 */
export function writeXlsx(
  sheetName: string,
  columns: readonly XlsxColumn[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Buffer> {
  return writeZip([
    { name: '[Content_Types].xml', content: [Buffer.from(CONTENT_TYPES)] },
    { name: '_rels/.rels', content: [Buffer.from(PACKAGE_LINKS)] },
    { name: 'xl/workbook.xml', content: [Buffer.from(workbook(sheetName))] },
    { name: 'xl/_rels/workbook.xml.rels', content: [Buffer.from(WORKBOOK_LINKS)] },
    { name: 'xl/styles.xml', content: [Buffer.from(STYLES)] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(columns, rows) },
  ])
}

const BLOCK_CHARACTERS = 128 * 1024

async function* sheet(columns: readonly XlsxColumn[], rows: AsyncIterable<Row>): AsyncGenerator<Buffer> {
  const letters = columns.map((_, index) => columnLetters(index))
  let xml = `${SHEET_HEAD}<cols>${columns.map(columnXml).join('')}</cols><sheetData><row r="1">`
  columns.forEach(({ title }, index) => {
    xml += textCell(`${letters[index]}1" s="${STYLE_HEADER}`, title)
  })
  xml += '</row>'
  let number = 1
  for await (const row of rows) {
    number += 1
    xml += rowXml(row, letters, number)
    if (xml.length < BLOCK_CHARACTERS) continue
    yield Buffer.from(xml)
    xml = ''
  }
  yield Buffer.from(`${xml}</sheetData></worksheet>`)
}

function rowXml(row: Row, letters: string[], number: number): string {
  let xml = `<row r="${number}">`
  for (let index = 0; index < row.length; index++) {
    const cell = cleanCell(row[index])
    letters[index] ??= columnLetters(index)
    if (cell !== null) xml += cellXml(`${letters[index]}${number}`, cell)
  }
  return `${xml}</row>`
}

function cellXml(place: string, cell: string | number | boolean | Date): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return textCell(place, cell)
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  return `<c r="${place}" s="${STYLE_TIME}"><v>${toSerial(cell)}</v></c>`
}

const MAX_TEXT_LENGTH = 32_767

function textCell(place: string, text: string): string {
  const guarded = guardText(text)
  const shown = guarded.length > MAX_TEXT_LENGTH ? guarded.slice(0, MAX_TEXT_LENGTH) : guarded
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shown)}</t></is></c>`
}

// What XML cannot hold or would change, in Excel's own way, which is escaped itself: _x000D_ is a carriage return. Left
// out instead, a sign would uncover what stands behind it, such as the beginning of a formula.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/
const ALL_SPECIAL = new RegExp(SPECIAL.source, 'g')
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escapeXml(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (sign) => ENTITIES[sign] ?? excelEscape(sign)) : text
}

function excelEscape(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

const DAY_MS = 24 * 60 * 60 * 1000
/** 1970-01-01, in days since what Excel takes for the beginning of 1900. */
const EPOCH_DAY = 25_569

function toSerial(time: Date): number {
  return Math.round((time.getTime() / DAY_MS + EPOCH_DAY) * 1e9) / 1e9
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

function columnXml({ widthCharacters }: XlsxColumn, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${widthCharacters}" customWidth="1"/>`
}

/** Excel takes no more than 31 characters, and none of these, in the name of a sheet. */
function workbook(sheetName: string): string {
  const name = sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(name).replaceAll('"', '&quot;')}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const FORMATS = 'http://schemas.openxmlformats.org'
const MAIN = `${FORMATS}/spreadsheetml/2006/main`
const OFFICE = `${FORMATS}/officeDocument/2006/relationships`
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const STYLE_TIME = 1
const STYLE_HEADER = 2

const CONTENT_TYPES = `${XML}<Types xmlns="${FORMATS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`
const PACKAGE_LINKS = `${XML}<Relationships xmlns="${FORMATS}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK_LINKS = `${XML}<Relationships xmlns="${FORMATS}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`
const SHEET_HEAD = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`

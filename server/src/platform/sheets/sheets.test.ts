import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, dialectOf } from './cell.ts'
import { readCsvRows } from './csv-reader.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv-writer.ts'
import { guardText, unguardText } from './formula-guard.ts'
import { type Encoding, formatOf, type Separator, separatorOf, textShapeOf } from './sniff.ts'
import { readXlsxRows } from './xlsx-reader.ts'
import { writeXlsx } from './xlsx-writer.ts'
import { assertHarmlessZip } from './zip-guard.ts'

const US = dialectOf('en-US')
const UTF8 = { encoding: 'utf-8', separator: ',' } as const

async function rowsOf(
  content: string | Buffer,
  shape: { encoding: Encoding; separator: Separator } = UTF8,
): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readCsvRows(Readable.from([Buffer.from(content)]), shape)) rows.push(cells)
  return rows
}

async function xlsxOf(rows: Cell[][]): Promise<Buffer> {
  const columns = (rows[0] ?? []).map(() => ({ title: 'x', widthCharacters: 10, isTime: false }))
  return buffer(writeXlsx('Sheet', columns, Readable.from(rows, { objectMode: true })))
}

async function xlsxRowsOf(archive: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readXlsxRows(archive)) rows.push(cells)
  return rows.slice(1)
}

const anyText = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[=+\-@\t\r'" ,;\n]{0,6}[a-z]{0,3}$/))
  .filter((text) => text.isWellFormed())
const rowText = anyText.filter((text) => !text.includes('\0'))

describe('formulas', () => {
  it('no text begins with a trigger once guarded, and each comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const guarded = guardText(text)
        expect(guarded).not.toMatch(/^[=+\-@\t\r\0]/)
        expect(unguardText(guarded)).toBe(text)
      }),
      { numRuns: 10_000 },
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['-5.2', "'-5.2"],
    ["'=1", "''=1"],
    ["O'Neil", "O'Neil"],
    ["'tis", "'tis"],
  ])('%j becomes %j', (text, guarded) => expect(guardText(text)).toBe(guarded))

  it('a number stays a number', () => {
    expect(csvLine([-5.2, '-5.2'], US)).toBe("-5.2,'-5.2\r\n")
  })
})

describe('CSV', () => {
  it('what is written is read again: quotes, line ends, any character, any separator', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(rowText, { minLength: 2, maxLength: 5 }), { maxLength: 5 }),
        fc.constantFrom('en-US', 'de-DE'),
        async (rows, locale) => {
          const dialect = dialectOf(locale)
          const file = BYTE_ORDER_MARK + rows.map((row) => csvLine(row, dialect)).join('')
          const read = await rowsOf(file, { encoding: 'utf-8', separator: dialect.separator })
          expect(read.map((row) => row.map(unguardText))).toEqual(rows.filter((row) => row.some((cell) => cell !== '')))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('counts rows as spreadsheets do: empty ones too, a cell with line ends once', async () => {
    const numbers: number[] = []
    for await (const { number } of readCsvRows(Readable.from([Buffer.from('a,b\n\n"x\ny",1\r\n,\nz,2')]), UTF8))
      numbers.push(number)
    expect(numbers).toEqual([1, 3, 5])
  })

  it('writes decimals as the language does', () => {
    expect(csvLine([39.96, 'a;b'], dialectOf('de-DE'))).toBe('39,96;"a;b"\r\n')
  })

  it('says what is wrong with a file that is not CSV', async () => {
    await expect(rowsOf('a,b\n"never closed,1\n')).rejects.toMatchObject({
      rule: 'import.file-unreadable',
      message: expect.stringContaining('never closed'),
    })
  })

  it('leaves out the line that tells Excel the separator', async () => {
    expect(await rowsOf('sep=;\na;b\n', { encoding: 'utf-8', separator: ';' })).toEqual([['a', 'b']])
  })
})

describe('what a file is', () => {
  const text = 'Név;Straße\nJosé;Café\n'
  it.each<[string, Buffer, boolean, Encoding]>([
    ['UTF-8', Buffer.from(text), true, 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), true, 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), false, 'utf-16le'],
    ['UTF-16 without one', Buffer.from(text, 'utf16le'), false, 'utf-16le'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), false, 'utf-16be'],
    ['what Excel writes in the West', Buffer.from(text, 'latin1'), false, 'windows-1252'],
  ])('%s', async (_, bytes, isUtf8, encoding) => {
    const shape = textShapeOf(bytes, isUtf8)
    expect(shape).toEqual({ encoding, separator: ';' })
    expect((await rowsOf(bytes, shape))[1]).toEqual(['José', 'Café'])
  })

  it.each<[string, Separator]>([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n"1;2"\t3\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"Smith, John";1\n"Doe, Jane";2\n', ';'],
    ['sep=|\na;x|b\n', '|'],
    ['only one column\nx\n', ','],
    ['a,b', ','],
  ])('%j is divided by %j', (sample, separator) => expect(separatorOf(sample)).toBe(separator))

  it('refuses what no importer can read, and says what to do', () => {
    expect(() => formatOf(Buffer.alloc(0))).toThrow('empty')
    expect(() => formatOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toThrow('save it as .xlsx')
    expect(() => textShapeOf(Buffer.from('\u0000\u0001\u0002PNG'), true)).toThrow('neither text nor an Excel file')
  })
})

describe('Excel', () => {
  it('what is written is read again', async () => {
    // Carriage returns do not survive XML, which makes every line end a line feed.
    const cell = rowText.map((text) => text.replaceAll('\r', ' ').replace(/[\uFFFE\uFFFF]/g, ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (rows) => {
          const read = await xlsxRowsOf(await xlsxOf(rows))
          const full = rows.filter((row) => row.some((text) => text !== ''))
          expect(read.map((row) => row.map(unguardText))).toEqual(
            full.map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1)),
          )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps numbers, times and truth values as such', async () => {
    const archive = await xlsxOf([
      ['head', '', '', ''],
      [-82.9988, new Date('2026-11-20T09:30:00Z'), true, '0012'],
    ])
    expect((await xlsxRowsOf(archive)).at(-1)).toEqual(['-82.9988', '2026-11-20T09:30:00.000Z', 'yes', '0012'])
  })

  it('breaks at nothing that a record may hold', async () => {
    const archive = await xlsxOf([
      ['a', 'b', 'c'],
      [Number.NaN, new Date(Number.NaN), Number.POSITIVE_INFINITY],
      ['x', '\u0001', 'y'],
    ])
    expect((await xlsxRowsOf(archive)).at(-1)?.[2]).toBe('y')
  })

  it('refuses an archive that declares more than we can hold', async () => {
    const archive = await xlsxOf([['a', 'b']])
    const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    archive.writeUInt32LE(2_000_000_000, directory + 24)
    expect(() => assertHarmlessZip(archive)).toThrow('unpacks to more')
    expect(() => assertHarmlessZip(Buffer.from('PK\x03\x04 and nothing else in it at all'))).toThrow('damaged')
  })
})

import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { layOut, type PdfColumn, type PdfLayout, type PdfPaper } from './pdf-layout.ts'

export interface PdfTable {
  title: string
  /** Under the title: whose it is, which filters. */
  subtitle: string
  /** At the foot of each page, before its number. */
  footer: string
  columns: readonly PdfColumn[]
  paper: PdfPaper
  /** Stands in the file instead of the time of writing, so that the same table is the same file. */
  madeAt: Date
}

type Document = InstanceType<typeof PDFDocument>

const PLAIN = fontFile('DejaVuSans')
const BOLD = fontFile('DejaVuSans-Bold')
const INK = '#1c2330'
const QUIET = '#5b6472'
const LINE = '#d8dce3'
const SHADE = '#eef1f5'
const SAMPLE_ROWS = 100
/** Drawing is work for the processor alone: now and then others get their turn. */
const ROWS_PER_TURN = 25

/** A table as pages: header repeated, pages numbered, cells of up to three lines. Written as the rows come. */
export async function* writePdf(table: PdfTable, rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  const iterator = rows[Symbol.asyncIterator]()
  const sample = await takeSome(iterator, SAMPLE_ROWS)
  const pages = new PdfPages(table, layOut(table, sample))
  let drawn = 0
  for await (const row of chain(sample, iterator)) {
    pages.addRow(row)
    drawn += 1
    if (drawn % ROWS_PER_TURN !== 0) continue
    await nextTurn()
    yield* pages.take()
  }
  await pages.end()
  yield* pages.take()
}

async function takeSome<T>(iterator: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = []
  while (taken.length < count) {
    const { done, value } = await iterator.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

async function* chain<T>(first: readonly T[], iterator: AsyncIterator<T>): AsyncGenerator<T> {
  yield* first
  for (;;) {
    const { done, value } = await iterator.next()
    if (done) return
    yield value
  }
}

class PdfPages {
  readonly #document: Document
  readonly #table: PdfTable
  readonly #layout: PdfLayout
  readonly #chunks: Buffer[] = []
  #page = 0
  #y = 0

  constructor(table: PdfTable, layout: PdfLayout) {
    this.#table = table
    this.#layout = layout
    const { title, madeAt } = table
    this.#document = new PDFDocument({
      autoFirstPage: false,
      size: layout.paper,
      layout: layout.isLandscape ? 'landscape' : 'portrait',
      margin: 0,
      lang: 'en',
      displayTitle: true,
      info: { Title: title, CreationDate: madeAt, ModDate: madeAt, Producer: 'Groundwork', Creator: 'Groundwork' },
    })
    this.#document.registerFont('plain', PLAIN).registerFont('bold', BOLD)
    this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    this.#beginPage()
  }

  addRow(cells: readonly string[]): void {
    const { lineHeight, pageBottom, padding } = this.#layout
    const lines = this.#layout.columns.map(({ width }, index) => this.#linesOf(cells[index] ?? '', width))
    const height = Math.max(1, ...lines) * lineHeight + 2 * padding
    if (this.#y + height > pageBottom) this.#beginPage()
    this.#drawCells(cells, 'plain', height)
    this.#rule(this.#y + height)
    this.#y += height
  }

  take(): Buffer[] {
    return this.#chunks.splice(0)
  }

  async end(): Promise<void> {
    this.#document.end()
    await once(this.#document, 'end')
  }

  #beginPage(): void {
    this.#page += 1
    this.#document.addPage()
    this.#drawHead()
    this.#drawFoot()
    const { lineHeight, padding, margin, width } = this.#layout
    const titles = this.#table.columns.map(({ title }) => title)
    this.#document.font('bold').fontSize(this.#layout.fontSize)
    const lines = this.#layout.columns.map((column, index) => this.#linesOf(titles[index] ?? '', column.width))
    const height = Math.max(1, ...lines) * lineHeight + 2 * padding
    this.#document.rect(margin, this.#y, width, height).fill(SHADE)
    this.#drawCells(titles, 'bold', height)
    this.#y += height
    this.#document.font('plain').fontSize(this.#layout.fontSize)
  }

  #drawHead(): void {
    const { margin, width } = this.#layout
    const bounds = { width, height: 30, ellipsis: true }
    this.#document.font('bold').fontSize(13).fillColor(INK).text(this.#table.title, margin, margin, bounds)
    this.#document.font('plain').fontSize(8).fillColor(QUIET)
    this.#document.text(this.#table.subtitle, margin, margin + 19, { width, height: 22, ellipsis: true })
    this.#y = margin + 46
  }

  #drawFoot(): void {
    const { margin, width, footY } = this.#layout
    const options = { width, lineBreak: false }
    this.#document.font('plain').fontSize(7).fillColor(QUIET)
    this.#document.text(this.#table.footer, margin, footY, { ...options, height: 10, ellipsis: true })
    this.#document.text(`Page ${this.#page}`, margin, footY, { ...options, align: 'right' })
  }

  #drawCells(cells: readonly string[], font: string, height: number): void {
    const { fontSize, lineHeight, padding, margin } = this.#layout
    this.#document.font(font).fontSize(fontSize).fillColor(INK)
    let x = margin
    this.#layout.columns.forEach(({ width, isNumber }, index) => {
      const text = cells[index] ?? ''
      const inner = width - 2 * padding
      if (text !== '')
        this.#document.text(text, x + padding, this.#y + padding, {
          width: inner,
          height: Math.min(height - 2 * padding, 3 * lineHeight),
          ellipsis: true,
          align: isNumber ? 'right' : 'left',
        })
      x += width
    })
  }

  #linesOf(text: string, width: number): number {
    const inner = width - 2 * this.#layout.padding
    if (!text.includes('\n') && this.#document.widthOfString(text) <= inner) return 1
    const height = this.#document.heightOfString(text, { width: inner })
    return Math.min(3, Math.max(1, Math.round(height / this.#layout.lineHeight)))
  }

  #rule(y: number): void {
    const { margin, width } = this.#layout
    this.#document
      .moveTo(margin, y)
      .lineTo(margin + width, y)
      .lineWidth(0.4)
      .strokeColor(LINE)
      .stroke()
  }
}

/** Embedded into the file, so that it looks the same everywhere: Latin, Greek, Cyrillic and more; no Chinese, Japanese, Korean. */
function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))
}

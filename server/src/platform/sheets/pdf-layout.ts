export interface PdfColumn {
  title: string
  isNumber: boolean
}

export type PdfPaper = 'A4' | 'LETTER'

export interface PdfLayout {
  paper: PdfPaper
  isLandscape: boolean
  fontSize: number
  lineHeight: number
  padding: number
  margin: number
  /** Of the table. */
  width: number
  pageBottom: number
  footY: number
  columns: { width: number; isNumber: boolean }[]
}

const PAPERS: Record<PdfPaper, [short: number, long: number]> = { A4: [595, 842], LETTER: [612, 792] }
const MARGIN = 36
const FOOT = 16
const FONT_SIZES = [8, 7, 6, 5]
/** DejaVu Sans is this wide on average, in parts of its size, and this high with its leading. */
const CHARACTER_WIDTH = 0.6
const LINE_HEIGHT = 1.165
const SHORTEST = 4
const LONGEST = 30

/** Upright while the columns fit, then on its side, then in smaller letters; widths follow what stands in the first rows. */
export function layOut(
  { columns, paper }: { columns: readonly PdfColumn[]; paper: PdfPaper },
  sample: readonly (readonly string[])[],
): PdfLayout {
  const wanted = columns.map(({ title }, index) => charactersOf(title, sample, index))
  const total = wanted.reduce((sum, characters) => sum + characters, 0)
  const [short, long] = PAPERS[paper]
  const fits = (width: number, size: number) => total * size * CHARACTER_WIDTH <= width - 2 * MARGIN
  const isLandscape = !fits(short, FONT_SIZES[0] ?? 8)
  const [pageWidth, pageHeight] = isLandscape ? [long, short] : [short, long]
  const fontSize = FONT_SIZES.find((size) => fits(pageWidth, size)) ?? FONT_SIZES.at(-1) ?? 5
  const width = pageWidth - 2 * MARGIN
  return {
    paper,
    isLandscape,
    fontSize,
    lineHeight: fontSize * LINE_HEIGHT,
    padding: fontSize / 3,
    margin: MARGIN,
    width,
    pageBottom: pageHeight - MARGIN - FOOT,
    footY: pageHeight - MARGIN,
    columns: columns.map(({ isNumber }, index) => ({ isNumber, width: ((wanted[index] ?? 0) / total) * width })),
  }
}

function charactersOf(title: string, sample: readonly (readonly string[])[], index: number): number {
  const lengths = sample.map((row) => row[index]?.length ?? 0).sort((a, b) => a - b)
  // What nine of ten rows have: a single long note should not take the page.
  const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const longestWord = Math.max(...title.split(' ').map((word) => word.length))
  return Math.min(LONGEST, Math.max(SHORTEST, usual, longestWord + 1)) + 1
}

import { inflateSync } from 'node:zlib'

/**
 * The texts of a PDF that pdfkit wrote, page by page, as their glyphs say they are to be copied: no reader of just any
 * PDF, but what a person who selects everything on a page gets.
 */
export function pdfPages(file: Buffer): string[][] {
  const objects = objectsOf(file)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const resources = objects.get(refIn(head, 'Resources'))?.head ?? ''
    const content = objects.get(refIn(head, 'Contents'))?.stream ?? ''
    return textsOf(content, (font) => charactersOf(objects, refIn(resources, font)))
  })
}

interface PdfObject {
  head: string
  stream: string
}

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const head = text.slice(start, text.indexOf('endobj', start))
    const from = head.indexOf('stream\n')
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const bytes = from < 0 ? Buffer.alloc(0) : file.subarray(start + from + 7, start + from + 7 + length)
    const stream = head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1')
    objects.set(Number(match[1]), { head: from < 0 ? head : head.slice(0, from), stream })
  }
  return objects
}

const refIn = (head: string, name: string) => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? 0)

function charactersOf(objects: Map<number, PdfObject>, font: number): Map<string, string> {
  const map = objects.get(refIn(objects.get(font)?.head ?? '', 'ToUnicode'))?.stream ?? ''
  const characters = new Map<string, string>()
  for (const [, first = '', , list = ''] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const targets = [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) => hex.replaceAll(' ', ''))
    targets.forEach((hex, index) => {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      characters.set(glyph, Buffer.from(hex, 'hex').swap16().toString('utf16le'))
    })
  }
  return characters
}

/** One text per BT...ET. */
function textsOf(content: string, charactersOfFont: (font: string) => Map<string, string>): string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)ET/g)].map(([, block = '']) => {
    const characters = charactersOfFont(/\/(F\d+) /.exec(block)?.[1] ?? '')
    const glyphs = [...block.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    return glyphs.map((glyph) => characters.get(glyph.toLowerCase()) ?? '').join('')
  })
}

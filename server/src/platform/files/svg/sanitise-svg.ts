import { SaxesParser, type SaxesTagNS } from 'saxes'
import { ACTIVE, ATTRIBUTES, ELEMENTS } from './allowed.ts'
import { isFragment, isSafeStyle } from './safe-value.ts'

// A drawing is written anew from what a strict XML parser read: nothing of the original text survives but names and
// values from the allow list. What two parsers could read differently (entities, a second root, broken nesting) is not
// guessed at but refused.

export class UnsafeDrawing extends Error {}

const MAX_DEPTH = 100
const MAX_ELEMENTS = 50_000
const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
// Of drawing programs, about themselves.
const IGNORED_NAMESPACES =
  /inkscape|sodipodi|adobe\.com|figma|sketch|rdf-syntax|creativecommons|dublincore|dc\/elements/i

export function sanitiseSvg(text: string): string {
  const writer = new SafeWriter()
  // Typed by its options: with namespaces, tags carry what they resolve to.
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true })
  parser.on('error', (error) => {
    throw new UnsafeDrawing(`It is not well-formed XML: ${error.message.slice(0, 200)}`)
  })
  parser.on('doctype', (doctype) => {
    if (/[[\]]|ENTITY/i.test(doctype)) throw new UnsafeDrawing('It declares entities')
  })
  parser.on('opentag', (tag) => writer.open(tag))
  parser.on('closetag', () => writer.close())
  parser.on('text', (value) => writer.text(value))
  parser.on('cdata', (value) => writer.text(value))
  parser.write(text.replace(/^\uFEFF/, '')).close()
  return writer.result()
}

class SafeWriter {
  readonly #parts: string[] = []
  /** What stands open; undefined for what is left out. */
  readonly #open: { name: string | undefined; isNamed: boolean }[] = []
  #leftOut = 0
  /** How many of the open elements below the root can be referred to. */
  #named = 0
  #count = 0
  #style: string | undefined

  open(tag: SaxesTagNS): void {
    this.#count += 1
    if (this.#open.length >= MAX_DEPTH || this.#count > MAX_ELEMENTS) throw new UnsafeDrawing('It is nested too deeply')
    if (this.#open.length === 0 && (tag.local !== 'svg' || tag.uri !== SVG))
      throw new UnsafeDrawing('Its root is not an SVG')
    const isKept = this.#leftOut === 0 && this.#keeps(tag)
    const isNamed = this.#open.length > 0 && tag.attributes['id'] !== undefined
    this.#open.push({ name: isKept ? tag.local : undefined, isNamed })
    if (isNamed) this.#named += 1
    if (!isKept) {
      this.#leftOut += 1
      return
    }
    if (tag.local === 'style') this.#style = ''
    const xmlns = this.#open.length === 1 ? ` xmlns="${SVG}"` : ''
    this.#parts.push(`<${tag.local}${xmlns}${attributesOf(tag)}>`)
  }

  close(): void {
    const { name, isNamed } = this.#open.pop() ?? {}
    if (isNamed) this.#named -= 1
    if (name === undefined) {
      this.#leftOut -= 1
      return
    }
    if (name === 'style') this.#closeStyle()
    this.#parts.push(`</${name}>`)
  }

  text(value: string): void {
    if (this.#leftOut > 0) return
    if (this.#style === undefined) this.#parts.push(toXml(value))
    else this.#style += value
  }

  result(): string {
    if (this.#parts.length === 0) throw new UnsafeDrawing('It is empty')
    return this.#parts.join('')
  }

  #keeps({ local, uri }: SaxesTagNS): boolean {
    // A copy within something that is copied itself: ten of these inside each other draw a billion times.
    if (local === 'use' && this.#named > 0) return false
    if (uri === SVG && ELEMENTS.has(local)) return true
    if ((uri === SVG && (ACTIVE.has(local) || local === 'metadata')) || IGNORED_NAMESPACES.test(uri)) return false
    throw new UnsafeDrawing(`It contains <${local.slice(0, 40)}>, which no drawing needs`)
  }

  #closeStyle(): void {
    const style = this.#style ?? ''
    this.#style = undefined
    if (!isSafeStyle(style)) throw new UnsafeDrawing('Its style sheet refers to something outside')
    this.#parts.push(toXml(style))
  }
}

function attributesOf({ attributes }: SaxesTagNS): string {
  return Object.values(attributes)
    .flatMap(({ local, uri, value }) => {
      if (local === 'href' && (uri === '' || uri === XLINK)) return isFragment(value) ? [['href', value] as const] : []
      const isKept = uri === '' && ATTRIBUTES.has(local) && isSafeStyle(value)
      return isKept ? [[local, value] as const] : []
    })
    .map(([name, value]) => ` ${name}="${toXml(value)}"`)
    .join('')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function toXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}

import type { Content } from './file-types.ts'

/** Enough for every signature below, and for the declarations that may stand before an SVG's first element. */
export const HEAD_BYTES = 4096

interface Signature {
  content: Content
  matches(head: Buffer): boolean
}

const at = (offset: number, text: string) => (head: Buffer) =>
  head.subarray(offset, offset + text.length).equals(Buffer.from(text, 'latin1'))

const AVIF_BRANDS = ['avif', 'avis']
const VIDEO_BRANDS = ['isom', 'iso2', 'iso5', 'iso6', 'mp41', 'mp42', 'M4V ', 'qt  ', 'avc1', 'dash', 'MSNV']

const SIGNATURES: Signature[] = [
  { content: 'jpeg', matches: at(0, '\xff\xd8\xff') },
  { content: 'png', matches: at(0, '\x89PNG\r\n\x1a\n') },
  { content: 'gif', matches: (head) => at(0, 'GIF87a')(head) || at(0, 'GIF89a')(head) },
  { content: 'webp', matches: (head) => at(0, 'RIFF')(head) && at(8, 'WEBP')(head) },
  { content: 'pdf', matches: at(0, '%PDF-') },
  { content: 'zip', matches: at(0, 'PK\x03\x04') },
  { content: 'avif', matches: (head) => at(4, 'ftyp')(head) && AVIF_BRANDS.some((brand) => at(8, brand)(head)) },
  { content: 'video', matches: (head) => at(4, 'ftyp')(head) && VIDEO_BRANDS.some((brand) => at(8, brand)(head)) },
]

/**
 * What the first bytes say, undefined where they say nothing known. Signatures count only where they belong, at the very
 * beginning: a file that is two things at once begins like one of them, and is that one from then on.
 */
export function contentOf(head: Buffer, isText: boolean): Content | undefined {
  const signed = SIGNATURES.find(({ matches }) => matches(head))
  if (signed) return signed.content
  if (!isText || head.includes(0)) return undefined
  return looksLikeSvg(head) ? 'svg' : 'text'
}

// What may stand before the first element, one piece at a time.
const BEFORE_ROOT = [
  /^[\s\uFEFF]+/,
  /^<\?[^>]*>/,
  /^<!--[\s\S]*?-->/,
  /^<!DOCTYPE[^>[]*\[[^\]]*\]\s*>/i,
  /^<!DOCTYPE[^>[]*>/i,
]

function looksLikeSvg(head: Buffer): boolean {
  let text = head.toString('utf8')
  for (let piece = pieceOf(text); piece > 0; piece = pieceOf(text)) text = text.slice(piece)
  return /^<(?:\w+:)?svg[\s/>]/i.test(text)
}

function pieceOf(text: string): number {
  return Math.max(...BEFORE_ROOT.map((piece) => piece.exec(text)?.[0].length ?? 0))
}

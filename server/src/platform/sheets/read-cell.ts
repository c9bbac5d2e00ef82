// How people write values, as the API wants them. What cannot be understood is handed on as it stands: the contract's
// schema then refuses it in the same words as it would through the API.

export interface ReadingRules {
  /** The business's: decides the country code of phone numbers written without one. */
  locale: string
}

/** `1,100` and `1.100` and `1 100` are 1100; `75%` and `75` are the same. */
export function readInteger(text: string): unknown {
  const bare = text.replace(/\s*%$/, '')
  const plain = /^[+-]?\d{1,3}([ ,.'\u00a0\u202f]\d{3})+$/.test(bare) ? bare.replace(/[ ,.'\u00a0\u202f]/g, '') : bare
  return toNumber(plain, text)
}

/** A point or a single comma divides decimals. */
export function readDecimal(text: string): unknown {
  const grouped = /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text) ? text.replaceAll(',', '') : text
  return toNumber(grouped.replace(/^([+-]?\d+),(\d+)$/, '$1.$2'), text)
}

function toNumber(plain: string, text: string): unknown {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : text
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', 'ja', 'oui', 'si', 'sí'])
const NO = new Set(['no', 'n', 'false', '0', 'off', 'nein', 'non'])

export function readFlag(text: string): unknown {
  const word = text.toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : text
}

/** `Extra Large` and `extra-large` are `extra_large`. */
export function readWord(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '_')
}

const SHARE_COUNTRY_CODE_1 = /-(US|CA)$/

/** In North America people leave the country code out; elsewhere nobody could say which one is meant. */
export function readPhone(text: string, { locale }: ReadingRules): string {
  const plain = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  if (!SHARE_COUNTRY_CODE_1.test(locale) || plain.startsWith('+')) return plain
  if (/^\d{10}$/.test(plain)) return `+1${plain}`
  return /^1\d{10}$/.test(plain) ? `+${plain}` : plain
}

/** `downtown; priority`. A semicolon inside a part is written `\;`. */
export function readList(text: string): string[] {
  return readParts(text, ';').filter((part) => part !== '')
}

export function writeList(parts: readonly string[]): string {
  return parts.map(escapePart).join('; ')
}

/** The parts between the signs, empty ones too. */
export function readParts(text: string, sign: ';' | '|'): string[] {
  return splitParts(text, sign).map((part) => part.trim().replace(/\\([\\;|])/g, '$1'))
}

/** Still escaped, so that they can be divided further. */
export function splitParts(text: string, sign: ';' | '|'): string[] {
  const parts = ['']
  for (const token of text.match(/\\[\\;|]|[\s\S]/g) ?? []) {
    if (token === sign) parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts
}

export function escapePart(part: string): string {
  return part.replace(/[\\;|]/g, '\\$&')
}

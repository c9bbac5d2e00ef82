import { normalise, searchPatterns } from '../resource/search-text.ts'

/** What somebody typed, read the ways it can be meant. */
export interface Asked {
  /** As typed, for codes, which may tell upper from lower case. */
  typed: string
  /** As names are stored for searching. */
  text: string
  words: readonly string[]
  /** One LIKE pattern per word. */
  patterns: readonly string[]
  /** The digits, where the whole of it can be a phone number. */
  phoneDigits: string | null
  limit: number
}

export function toAsked(typed: string, limit: number): Asked {
  const patterns = searchPatterns(typed)
  const words = normalise(typed).split(' ').filter(Boolean).slice(0, patterns.length)
  return { typed, text: words.join(' '), words, patterns, phoneDigits: phoneDigitsOf(typed), limit }
}

const MIN_PHONE_DIGITS = 7

/** `(614) 555-0123`: its parts are no words of any record, its digits together are. */
function phoneDigitsOf(typed: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(typed)) return null
  const digits = typed.replace(/\D/g, '')
  return digits.length >= MIN_PHONE_DIGITS ? digits : null
}

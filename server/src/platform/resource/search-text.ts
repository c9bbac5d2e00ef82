const MAX_WORDS = 5

/** Lower case, without accents: how names are stored for searching and how a search is read. */
export function normalise(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** What a record is found by. Begins with a space so that every word has one before it. Phone numbers as digits, too. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  const words = parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part) => normalise(String(part)))
  return ` ${words.join(' ')}`.slice(0, 4000)
}

export function digitsOf(phone: string | null | undefined): string | null {
  return phone ? phone.replace(/\D/g, '') : null
}

/**
 * LIKE patterns for the words of a search; all must match. Words under three characters match beginnings only: the
 * trigram index knows those, but not two letters in the middle of a word.
 */
export function searchPatterns(search: string): string[] {
  const words = normalise(search).split(' ').filter(Boolean).slice(0, MAX_WORDS)
  return words.map((word) => {
    const text = toDigitsIfPhone(word).replace(/[\\%_]/g, '\\$&')
    return word.length < 3 ? `% ${text}%` : `%${text}%`
  })
}

/** `614-555-0123` or `+1(614)5550123`: typed as people write numbers, stored as digits. */
function toDigitsIfPhone(word: string): string {
  return /^[+(]?\d[\d().-]{5,}$/.test(word) ? word.replace(/\D/g, '') : word
}

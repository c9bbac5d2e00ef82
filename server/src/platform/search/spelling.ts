/** The spellings that are tried for one word: its own, and the words it is most likely a slip of. */
const MAX_SPELLINGS = 4
const MIN_LENGTH = 4
/** Long words bear a second slip and are still themselves. */
const LONG = 8

/**
 * For each word the known words that are one slip of the keys away: a letter too many, one missing, another one, two
 * swapped; its own spelling where a known word has it. Undefined where nothing is near, so that nobody looks again.
 */
export function likelySpellings(words: readonly string[], known: Iterable<string>): string[][] | undefined {
  const vocabulary = [...known]
  const spellings = words.map((word) => {
    const near = nearest(word, vocabulary)
    // A spelling that nobody uses costs a look through all of the index to find nothing.
    const isUsed = near.length === 0 || vocabulary.some((other) => other.includes(word))
    return isUsed ? [word, ...near] : near
  })
  const isChanged = spellings.some((each, index) => each.length > 1 || each[0] !== words[index])
  return isChanged ? spellings : undefined
}

function nearest(word: string, vocabulary: readonly string[]): string[] {
  if (!isCorrectable(word)) return []
  const allowed = word.length < LONG ? 1 : 2
  const near = vocabulary.flatMap((known) => {
    if (known.length < word.length - allowed || known === word) return []
    const slips = slipsBetween(word, known, allowed)
    return slips <= allowed ? [{ known, slips }] : []
  })
  near.sort((a, b) => a.slips - b.slips || a.known.length - b.known.length)
  return near.slice(0, MAX_SPELLINGS - 1).map(({ known }) => known)
}

/** Numbers and codes are right or wrong; only words can be meant differently. */
export function isCorrectable(word: string): boolean {
  return word.length >= MIN_LENGTH && /^\p{L}+$/u.test(word)
}

/**
 * How many slips turn the beginning of a known word into what was typed (optimal string alignment): the end of the known
 * word is free, because it may not have been typed yet. More than `allowed` is answered as more, not exactly.
 */
export function slipsBetween(typed: string, known: string, allowed: number): number {
  const width = Math.min(known.length, typed.length + allowed)
  let beforeLast: number[] = []
  let last = Array.from({ length: width + 1 }, (_, column) => column)
  for (let row = 1; row <= typed.length; row++) {
    const current = [row]
    for (let column = 1; column <= width; column++)
      current.push(cell(typed, known, row, column, [beforeLast, last, current]))
    if (Math.min(...current) > allowed) return allowed + 1
    beforeLast = last
    last = current
  }
  return Math.min(...last)
}

function cell(
  typed: string,
  known: string,
  row: number,
  column: number,
  [beforeLast, last, current]: [number[], number[], number[]],
): number {
  const at = (line: number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY
  const isSame = typed[row - 1] === known[column - 1]
  const isSwapped =
    row > 1 && column > 1 && typed[row - 1] === known[column - 2] && typed[row - 2] === known[column - 1]
  return Math.min(
    at(last, column) + 1,
    at(current, column - 1) + 1,
    at(last, column - 1) + (isSame ? 0 : 1),
    isSwapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
  )
}

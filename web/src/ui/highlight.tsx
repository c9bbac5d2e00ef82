import classes from './highlight.module.css'

interface HighlightProps {
  text: string
  /** In lower case, without accents: as a search reads them. */
  words: readonly string[]
}

/** A text with the words in it marked that it was found by. */
export function Highlight({ text, words }: HighlightProps) {
  return pieces(text, words).map(({ start, piece, isFound }) =>
    isFound ? (
      <mark key={start} className={classes.found}>
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}

interface Piece {
  start: number
  piece: string
  isFound: boolean
}

/** The text cut where a found word begins or ends. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const plain = [...text].map(withoutAccent)
  const found = plain.map(() => false)
  for (const word of words.map((one) => [...one])) {
    for (let start = 0; start + word.length <= plain.length; start++)
      if (word.every((letter, index) => plain[start + index] === letter)) found.fill(true, start, start + word.length)
  }
  return cutWhereChanged([...text], found)
}

function cutWhereChanged(letters: readonly string[], found: readonly boolean[]): Piece[] {
  const cut: Piece[] = []
  for (const [index, letter] of letters.entries()) {
    const isFound = found[index] === true
    const last = cut.at(-1)
    if (last?.isFound === isFound) last.piece += letter
    else cut.push({ start: index, piece: letter, isFound })
  }
  return cut
}

function withoutAccent(letter: string): string {
  return letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

// Says in words what a new password still lacks while it is typed. The server has the last word: it also knows the
// common words that nobody should have to download.

const MIN_ALONE = 15
const MIN_WITH_SECOND_FACTOR = 8
const MAX = 128
const MIN_DIFFERENT = 5
const MIN_OWN_WORD = 4

export interface PasswordOwner {
  hasSecondFactor: boolean
  ownWords: string[]
}

export type PasswordHelp =
  | { kind: 'empty'; minimum: number }
  | { kind: 'short'; count: number }
  | { kind: 'repeated' | 'own' | 'long' | 'good' }

export function helpFor(password: string, { hasSecondFactor, ownWords }: PasswordOwner): PasswordHelp {
  const length = [...password].length
  const minimum = hasSecondFactor ? MIN_WITH_SECOND_FACTOR : MIN_ALONE
  if (length === 0) return { kind: 'empty', minimum }
  if (length < minimum) return { kind: 'short', count: minimum - length }
  if (length > MAX) return { kind: 'long' }
  if (isRepetition(password)) return { kind: 'repeated' }
  return { kind: isMostlyOwn(password, ownWords, minimum) ? 'own' : 'good' }
}

function isRepetition(password: string): boolean {
  return /^(.{1,8})\1+$/su.test(password) || new Set(password.toLowerCase()).size < MIN_DIFFERENT
}

/** Without the person's own words too little is left. */
function isMostlyOwn(password: string, ownWords: string[], minimum: number): boolean {
  const words = ownWords
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= MIN_OWN_WORD)
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase())
  return rest.length < password.length && rest.length < minimum / 2
}

import { AppError } from '#platform/errors.ts'
import { COMMON_WORDS } from './common-words.ts'
import { collapseRuns, PREDICTABLE } from './predictable-runs.ts'

// Length decides (NIST 800-63B-4): no rules about capitals or digits. What counts towards strength is what is left after
// everything that guessers try first: common words, the person's own words, and runs such as 1234, qwerty or aaaa. Each
// of those counts as one character.

const MIN_LENGTH_ALONE = 15
const MIN_LENGTH_WITH_SECOND_FACTOR = 8
const MAX_LENGTH = 128
const MIN_UNPREDICTABLE = 6
const MIN_OWN_WORD = 3

export interface PasswordOwner {
  hasSecondFactor: boolean
  /** Name, e-mail, business: what somebody who knows the person tries first. */
  ownWords: readonly (string | null | undefined)[]
}

/** Refuses a password that is too short or too easy to guess, in words that say what to do instead. */
export function assertPasswordStrong(password: string, owner: PasswordOwner, field = 'password'): void {
  const problem = weaknessOf(password.normalize('NFKC'), owner)
  if (problem) throw new AppError('auth.password-weak', problem, { details: [{ field, message: problem }] })
}

function weaknessOf(password: string, { hasSecondFactor, ownWords }: PasswordOwner): string | undefined {
  const length = [...password].length
  const minimum = hasSecondFactor ? MIN_LENGTH_WITH_SECOND_FACTOR : MIN_LENGTH_ALONE
  if (length < minimum)
    return `At least ${minimum} characters; four or five words that do not belong together are easy to remember`
  if (length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters`
  if (isRepetition(password)) return 'The same few characters over and over are easy to guess'
  if (unpredictableLength(password, ownWords) >= MIN_UNPREDICTABLE) return undefined
  return 'Too easy to guess: it is made of common words, your own names or runs such as 1234; choose words that do not belong together'
}

function isRepetition(password: string): boolean {
  return /^(.{1,8})\1+$/su.test(password) || new Set(password.toLowerCase()).size < 5
}

/** How many characters are left when every predictable part counts as one. */
function unpredictableLength(password: string, ownWords: PasswordOwner['ownWords'] = []): number {
  const words = [...ownWords.flatMap(toOwnWords), ...COMMON_WORDS].sort((a, b) => b.length - a.length)
  const plain = collapseRuns(password.toLowerCase())
  return Math.min(...[plain, undoSubstitutions(plain)].map((text) => [...collapseWords(text, words)].length))
}

const BETWEEN_PARTS = new RegExp(`${PREDICTABLE}[\\s._-]+(?=${PREDICTABLE})`, 'g')

function collapseWords(text: string, words: readonly string[]): string {
  const withoutYears = text.replaceAll(/(?:19|20)\d\d/g, PREDICTABLE)
  const collapsed = words.reduce((rest, word) => rest.replaceAll(word, PREDICTABLE), withoutYears)
  // Parts that follow each other, with a space or sign between, are one guess more each, not two.
  return collapsed.replaceAll(BETWEEN_PARTS, PREDICTABLE)
}

function toOwnWords(text: string | null | undefined): string[] {
  const whole = (text ?? '').toLowerCase()
  return [whole, ...whole.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= MIN_OWN_WORD)
}

const SUBSTITUTES: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '+': 't',
}

function undoSubstitutions(text: string): string {
  return text.replaceAll(/[0134578@$!+]/g, (sign) => SUBSTITUTES[sign] ?? sign)
}

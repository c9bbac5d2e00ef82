const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
]
const MIN_RUN = 3

const NEIGHBOURS = new Set(ROWS.flatMap((row) => [...row].slice(1).map((letter, index) => `${row[index]}${letter}`)))

/** Stands for one predictable part: from the private area of Unicode, where nobody's letters are. */
export const PREDICTABLE = '\uE000'

/** `abcd`, `4321`, `qwert`, `aaaa`: every run of three or more becomes one mark. */
export function collapseRuns(text: string): string {
  const letters = [...text]
  let collapsed = ''
  for (let start = 0; start < letters.length; ) {
    const length = runLength(letters, start)
    collapsed += length >= MIN_RUN ? PREDICTABLE : letters.slice(start, start + length).join('')
    start += length
  }
  return collapsed
}

/** How far the step from the first letter to the second goes on: the same, upwards, or downwards. */
function runLength(letters: readonly string[], start: number): number {
  const step = stepBetween(letters[start], letters[start + 1])
  let length = 1
  while (step && stepBetween(letters[start + length - 1], letters[start + length]) === step) length++
  return length
}

function stepBetween(from: string | undefined, to: string | undefined): 'same' | 'up' | 'down' | undefined {
  if (from === undefined || to === undefined) return undefined
  if (from === to) return 'same'
  if (NEIGHBOURS.has(from + to)) return 'up'
  return NEIGHBOURS.has(to + from) ? 'down' : undefined
}

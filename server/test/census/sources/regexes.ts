interface Regex {
  source: string
  line: number
}

// A slash begins a regex where a value may stand, and a division where one has just ended.
const LITERAL =
  /(?:^|[=(,:!&|?[{;>]|\breturn|\bcase)\s*\/((?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/[dgimsuvy]*/gm

export function regexesOf(code: string): Regex[] {
  return [...code.matchAll(LITERAL)].map(({ 0: whole, 1: source = '', index }) => ({
    source,
    line: code.slice(0, index + whole.indexOf('/')).split('\n').length,
  }))
}

interface Group {
  hasUnbounded: boolean
  text: string
}

const TOKEN = /\((?:\?(?::|=|!|<=|<!|<\w+>))?|\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[\s\S]/g
const UNBOUNDED = /^(?:[*+]|\{\d+,\})/

/**
 * Whether something unbounded stands inside something unbounded, `(a+)+`: the classic way to a regex that never ends.
 * `(\.[a-z]+)*` is let through, because its first character says where each repetition begins.
 */
export function isRisky(source: string): boolean {
  const open: Group[] = [{ hasUnbounded: false, text: '' }]
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token.startsWith('(')) {
      open.push({ hasUnbounded: false, text: '' })
      continue
    }
    const isUnbounded = UNBOUNDED.test(token === ')' ? source.slice(index + 1) : token)
    if (token !== ')') {
      extend(open.at(-1), token, isUnbounded)
      continue
    }
    const group = open.pop()
    if (isUnbounded && group?.hasUnbounded && !isSeparated(group.text)) return true
    extend(open.at(-1), `(${group?.text ?? ''})`, isUnbounded || group?.hasUnbounded === true)
  }
  return false
}

function extend(group: Group | undefined, text: string, isUnbounded: boolean): void {
  if (!group) return
  group.text += text
  group.hasUnbounded ||= isUnbounded
}

/** Begins with one certain character that nothing after it in the group can match. */
function isSeparated(text: string): boolean {
  const first = /^(\\[^\w]|[^\\[(.^$*+?{|])(?![*+?{])/.exec(text)?.[1]
  if (first === undefined || text.includes('|')) return false
  const rest = text.slice(first.length)
  const character = first.replace('\\', '')
  const classes = [...rest.matchAll(/\[(?:\\.|[^\]\\])*\]|\\[dwsDWS]|\./g)].map(([one]) => new RegExp(one, 'u'))
  return (
    !rest.replaceAll(/\[(?:\\.|[^\]\\])*\]/g, '').includes(character) && !classes.some((one) => one.test(character))
  )
}

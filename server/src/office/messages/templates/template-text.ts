// Templates are data: text with variables, `{{customer.name}}`, and words to fall back on, `{{customer.firstName | there}}`.
// There are no conditions, loops or calls, so nothing that people write here can run, and what fills a variable in is
// never looked through for variables again.

export interface VariablePart {
  variable: string
  fallback: string | undefined
}
export type TemplatePart = string | VariablePart

export interface TemplateProblem {
  variable: string
  message: string
}

const VARIABLE = /\{\{\s*([A-Za-z][\w.]*)\s*(?:\|([^{}|]*))?\}\}/g

export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push({ variable: match[1] ?? '', fallback: match[2]?.trim() || undefined })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** What is wrong with a text, whoever it is filled in for: variables there are not, and brackets that do not close. */
export function checkTemplate(text: string, known: ReadonlySet<string>): TemplateProblem[] {
  const parts = parseTemplate(text)
  const named = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.variable]))
  const unknown = [...new Set(named)].filter((name) => !known.has(name))
  const isOpen = parts.some((part) => typeof part === 'string' && /\{\{|\}\}/.test(part))
  return [
    ...unknown.map((variable) => ({ variable, message: unknownSentence(variable, known) })),
    ...(isOpen
      ? [{ variable: '', message: 'A variable is written {{like.this}}; one here does not open or close' }]
      : []),
  ]
}

function unknownSentence(variable: string, known: ReadonlySet<string>): string {
  const [scope = ''] = variable.split('.')
  const near = [...known].filter((name) => name.startsWith(`${scope}.`))
  const choices = (near.length > 0 ? near : [...known]).slice(0, 8)
  return `There is no {{${variable}}} here; use one of ${choices.join(', ')}`
}

export interface FilledText {
  text: string
  unfilled: string[]
}

export function fillTemplate(text: string, values: ReadonlyMap<string, string>): FilledText {
  const unfilled: string[] = []
  const words = parseTemplate(text).map((part) => {
    if (typeof part === 'string') return part
    const value = values.get(part.variable)?.trim() || part.fallback
    if (value === undefined) unfilled.push(part.variable)
    return value ?? `{{${part.variable}}}`
  })
  return { text: words.join(''), unfilled: [...new Set(unfilled)] }
}

export function unfilledSentence(names: readonly string[]): string {
  const list = names.map((name) => `{{${name}}}`).join(', ')
  return `${list} ${names.length === 1 ? 'has' : 'have'} no value here; fill the field in, or write words to fall back on: {{${names[0] ?? ''} | …}}`
}

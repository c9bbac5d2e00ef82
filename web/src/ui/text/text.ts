// One mechanism for every word the console shows. Each feature keeps its English in a `*.text.ts` beside it; a language
// is a set of the same areas with other words, loaded before the first paint. What it lacks falls back to English.

type Entry = string | { one: string; other: string }
export type Catalogue = Record<string, Entry>
export type Values = Record<string, string | number>
export type Translate<C extends Catalogue> = (key: keyof C & string, values?: Values) => string

let language = 'en'
let translated: Record<string, Catalogue> = {}
const listeners = new Set<() => void>()

export function defineText<const C extends Catalogue>(area: string, english: C): Translate<C> {
  return (key, values = {}) => {
    const entry = translated[area]?.[key] ?? english[key]
    return entry === undefined ? key : fill(pick(entry, values), values)
  }
}

/** Words that come from the contract (titles of fields, names of roles): looked up by their English. */
export function fromContract(english: string): string {
  const entry = translated['contract']?.[english]
  return typeof entry === 'string' ? entry : english
}

export function setLanguage(tag: string, areas: Record<string, Catalogue>): void {
  language = tag
  translated = areas
  document.documentElement.lang = tag
  for (const listener of listeners) listener()
}

export function currentLanguage(): string {
  return language
}

/** For useSyncExternalStore at the root: a new language draws everything anew. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function pick(entry: Entry, values: Values): string {
  if (typeof entry === 'string') return entry
  const count = Number(values['count'] ?? 0)
  return new Intl.PluralRules(language).select(count) === 'one' ? entry.one : entry.other
}

function fill(pattern: string, values: Values): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? value.toLocaleString(language) : value
  })
}

import { expect, it } from 'vitest'
import { pieces } from './highlight.tsx'

const marked = (text: string, ...words: string[]) =>
  pieces(text, words)
    .map(({ piece, isFound }) => (isFound ? `[${piece}]` : piece))
    .join('')

it.each([
  ['Scioto Bakery', ['scioto'], '[Scioto] Bakery'],
  ['Bäckerei Müller', ['backerei', 'mull'], '[Bäckerei] [Müll]er'],
  ['BIN-000077', ['bin-0000'], '[BIN-0000]77'],
  ['aaaa', ['aa', 'aaa'], '[aaaa]'],
  ['Oak Street', [], 'Oak Street'],
  ['Oak Street', ['elm'], 'Oak Street'],
])('%s by %j', (text, words, shown) => {
  expect(marked(text, ...words)).toBe(shown)
})

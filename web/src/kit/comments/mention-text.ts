export interface Mentioned {
  id: string
  name: string
}

/** What is being typed after an @, up to the cursor; undefined where nobody is being looked for. */
export function mentionBefore(text: string, cursor: number): { start: number; search: string } | undefined {
  const [whole, before = '', search = ''] =
    /(^|\s)@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, cursor)) ?? []
  if (whole === undefined) return undefined
  return { start: cursor - whole.length + before.length, search }
}

/** Those whose names still stand in the text. */
export function stillMentioned(text: string, people: readonly Mentioned[]): Mentioned[] {
  return people.filter(({ name }) => text.includes(`@${name}`))
}

export type Piece =
  | { kind: 'text' | 'bold' | 'italic' | 'code' | 'mention'; text: string }
  | { kind: 'link'; text: string; href: string }

const MARKS = /(\*\*[^*\n]+\*\*|\*[^*\n]+\*|`[^`\n]+`|https?:\/\/[^\s<>"')\]]+)/g

/** A comment as pieces of text, never as markup: what is not one of these marks is shown as it was typed. */
export function toPieces(body: string, mentions: readonly Mentioned[]): Piece[] {
  return body.split(MARKS).flatMap((part, index): Piece[] => {
    if (part === '') return []
    if (index % 2 === 0) return withMentions(part, mentions)
    if (part.startsWith('**')) return [{ kind: 'bold', text: part.slice(2, -2) }]
    if (part.startsWith('*')) return [{ kind: 'italic', text: part.slice(1, -1) }]
    if (part.startsWith('`')) return [{ kind: 'code', text: part.slice(1, -1) }]
    return [{ kind: 'link', text: part, href: part }]
  })
}

function withMentions(text: string, [first, ...others]: readonly Mentioned[]): Piece[] {
  if (!first) return text === '' ? [] : [{ kind: 'text', text }]
  const name = `@${first.name}`
  return text.split(name).flatMap((part, index): Piece[] => {
    const before: Piece[] = index > 0 ? [{ kind: 'mention', text: name }] : []
    return [...before, ...withMentions(part, others)]
  })
}

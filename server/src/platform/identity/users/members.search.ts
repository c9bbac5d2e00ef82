import type { Tx } from '#platform/database/transaction.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { fitOf } from '#platform/search/record-search.ts'
import type { Found, SearchSource } from '#platform/search/search-source.ts'
import { likelySpellings } from '#platform/search/spelling.ts'
import { listMemberNames, type MemberNameRow } from './members.queries.ts'

/** People of the business. They are few, so all of them are looked at, and a slip of the keys costs nothing more. */
export const memberSearch: SearchSource = {
  resource: 'platform.users',
  label: 'People',
  icon: 'person',
  access: 'platform.users.read',
  find: async (tx, actor, { words }) => {
    const rows = await membersOf(tx, actor.tenant.id)
    return {
      found: rows.flatMap((row) =>
        toFound(
          row,
          words.map((word) => [word]),
          'words',
        ),
      ),
      isComplete: true,
    }
  },
  findSimilar: async (tx, actor, { words }) => {
    const rows = await membersOf(tx, actor.tenant.id)
    const spellings = likelySpellings(words, new Set(rows.flatMap(({ text }) => text.split(/[^\p{L}]+/u))))
    return { found: spellings ? rows.flatMap((row) => toFound(row, spellings, 'similar')) : [], isComplete: true }
  },
}

type Findable = MemberNameRow & { text: string }

async function membersOf(tx: Tx, tenantId: string): Promise<Findable[]> {
  const rows = await listMemberNames(tx, { tenantId })
  return rows.map((row) => ({ ...row, text: normalise(`${row.name ?? ''} ${row.email}`) }))
}

function toFound(row: Findable, spellings: readonly (readonly string[])[], match: 'words' | 'similar'): Found[] {
  if (!spellings.every((each) => each.some((word) => row.text.includes(word)))) return []
  const words = spellings.flat()
  const title = row.name ?? row.email
  const isBeginning = match === 'words' && normalise(title).startsWith(words.join(' '))
  const isCode = match === 'words' && words.join(' ') === row.email.toLowerCase()
  return [
    {
      id: row.id,
      title,
      subtitle: row.email,
      href: `/settings/users?open=${row.id}`,
      match: isCode ? 'code' : isBeginning ? 'beginning' : match,
      words,
      fit: fitOf(title, words),
    },
  ]
}

import type { Permission } from '@groundwork/contract/permissions.ts'
import type { SearchHit, SearchIcon } from '@groundwork/contract/platform/search.ts'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'
import type { Asked } from './asked.ts'

/** A hit and how well it fits: of two found the same way, the one that fits better stands first. */
export interface Found extends SearchHit {
  fit: number
}

export interface Answer {
  found: Found[]
  /** false: there may be more, but looking on would have taken too long. */
  isComplete: boolean
}

/**
 * One kind of record that can be found from everywhere. What an actor may not see must not be answered: the permission
 * is checked before a source is asked, the rules about rows are the source's own business.
 */
export interface SearchSource {
  resource: string
  label: string
  icon: SearchIcon
  access: Permission
  /** By code, by the beginning of the name, by words: cheap however much there is. */
  find(tx: Tx, actor: Actor, asked: Asked): Promise<Answer>
  /** By words like these; asked only where nothing was found anywhere. */
  findSimilar(tx: Tx, actor: Actor, asked: Asked): Promise<Answer>
}

const sources: SearchSource[] = []

/** Makes records of a kind findable from everywhere; the order of offering breaks ties between kinds. */
export function offerSearch(source: SearchSource): void {
  sources.push(source)
}

export function searchSources(): readonly SearchSource[] {
  return sources
}

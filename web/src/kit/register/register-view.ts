import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Query } from '../api/client.ts'
import type { FilterField } from '../list/filter-fields.ts'
import type { Column } from '../list/list-view.ts'

/**
 * A register: lines that are looked at rather than worked on, such as people, keys, jobs and what happened. There is no
 * trash and no selection; a line opens beside the list, and more lines are read on by cursor.
 */
export interface RegisterView<T extends { id: string }> {
  /** Its path in the API, and the root of its keys in the cache. */
  path: string
  icon: Icon
  many: string
  /** Asked with every reading: `expand=can`. */
  query?: Query
  /** Title and sort word of the first column. */
  face: { title: string; sort?: string }
  nameOf: (row: T) => string
  secondOf?: (row: T) => ReactNode
  /** What stands left of the name; the register's icon when absent. */
  pictureOf?: (row: T) => ReactNode
  statusOf?: (row: T) => ReactNode
  columns: Column<T>[]
  /** The line of a card under its name, on phones. */
  cardOf: (row: T) => ReactNode
  filters: FilterField[]
  isSearchable?: true
  /** What search looks into, where that is not the lines themselves: "Search names". */
  searched?: string
  defaultSort?: string
  /** Events that begin like these make it ask again. */
  events?: readonly string[]
  /** Rows that change by themselves are asked again every other second, for people who get no events about them. */
  isMoving?: (row: T) => boolean
  /** Where a line leads, when it has a page of its own instead of opening beside the list. */
  hrefOf?: (row: T) => string
  /** Whether the API answers a single one, so that a link to a line works wherever in the list it stands. */
  canGetOne?: true
  empty: { title: string; text: string }
}

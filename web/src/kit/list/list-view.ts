import type { ListShape } from '@groundwork/contract/http/list.ts'
import type { ReactNode } from 'react'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import type { FilterField } from './filter-fields.ts'

export interface Column<T> {
  key: string
  title: string
  /** The sort word of the contract, where the list can be sorted by this column. */
  sort?: string
  align?: 'right'
  /** Pixels; a column without takes what is left. */
  width?: number
  isHiddenAtFirst?: true
  /** What it is called in files, where that is not its key. */
  exportAs?: readonly string[]
  cell: (record: T) => ReactNode
  /** A choice that is changed in the list itself, where the server says that this person may. */
  edit?: BulkField<T>
}

/** A tab every list of this kind has, beside "All" and the views people save. */
export interface Preset {
  label: string
  query: Record<string, string>
}

/** One field that may be set for many records at once. */
export interface BulkField<T> {
  field: string
  label: string
  options: { value: string; label: string }[]
  valueOf: (record: T) => unknown
}

/** All that a list page of one kind of record declares; what is left is the same for every kind. */
export interface ListView<T extends BaseRecord> {
  resource: Resource<T>
  shape: ListShape
  columns: Column<T>[]
  filters: FilterField[]
  presets?: Preset[]
  bulkFields?: BulkField<T>[]
  /** The lines of a card under its name, on phones. */
  cardOf: (record: T) => ReactNode
  /** Where there is more to say than "none yet": beginnings to choose from. */
  empty?: () => ReactNode
}

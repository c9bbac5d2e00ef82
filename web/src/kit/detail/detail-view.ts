import type { ReactNode } from 'react'
import type { Fact } from '#ui/facts.tsx'
import type { FormView } from '../form/form-view.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'

export interface DetailTab<T> {
  /** Stands in the address. */
  key: string
  label: string
  /** The field it is about: a role that hides it hides the tab. */
  field?: string
  content: (record: T) => ReactNode
}

/** All that the page about one kind of record declares. */
export interface DetailView<T extends BaseRecord> {
  resource: Resource<T>
  /** Names the fields in the history. */
  form: FormView
  status?: (record: T) => ReactNode
  facts: (record: T) => Fact[]
  /** Under the facts: a map, notes. */
  below?: (record: T) => ReactNode
  tabs?: DetailTab<T>[]
}

import { useState } from 'react'
import type { BaseRecord } from '../resource/resource.ts'

export interface Selection<T> {
  records: T[]
  has: (id: string) => boolean
  toggle: (record: T) => void
  setMany: (records: T[], isSelected: boolean) => void
  clear: () => void
}

interface State<T> {
  of: string
  chosen: ReadonlyMap<string, T>
}

/** Keeps the records, not only their ids: undo needs what they were. Another list (`of`) begins with nothing selected. */
export function useSelection<T extends BaseRecord>(of: string): Selection<T> {
  const [state, setState] = useState<State<T>>({ of, chosen: new Map() })
  const chosen: ReadonlyMap<string, T> = state.of === of ? state.chosen : new Map()
  const setChosen = (next: ReadonlyMap<string, T>) => setState({ of, chosen: next })
  const setMany = (records: T[], isSelected: boolean) => {
    const next = new Map(chosen)
    for (const record of records) isSelected ? next.set(record.id, record) : next.delete(record.id)
    setChosen(next)
  }
  return {
    records: [...chosen.values()],
    has: (id) => chosen.has(id),
    toggle: (record) => setMany([record], !chosen.has(record.id)),
    setMany,
    clear: () => setChosen(new Map()),
  }
}

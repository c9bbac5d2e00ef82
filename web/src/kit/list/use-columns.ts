import { useLocalStorage } from '@mantine/hooks'
import { useEager } from '../page/use-eager.ts'
import type { ListState } from './list-state.ts'
import type { Column } from './list-view.ts'

export type Density = 'compact' | 'comfortable'

export function useDensity() {
  return useLocalStorage<Density>({ key: 'gw-density', defaultValue: 'compact', getInitialValueInEffect: false })
}

const NARROWEST = 64
const WIDEST = 900

/**
 * Which columns are shown and in which order stands in the address, so that a link shows a colleague the same table. How
 * wide they are is a matter of one's own screen, and stays in the browser.
 */
export function useColumns<T>(name: string, columns: Column<T>[], list: ListState) {
  const [value, setValue] = useEager(list.state['columns'] ?? '', (next) =>
    list.setLens({ columns: next || undefined }, { replace: true }),
  )
  const [widths, setWidths] = useLocalStorage<Record<string, number>>({
    key: `gw-widths-${name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const chosen = value ? value.split(',') : undefined
  const usual = columns.filter((column) => !column.isHiddenAtFirst).map((column) => column.key)
  const [face] = columns
  const keys = [...new Set([...(face ? [face.key] : []), ...(chosen ?? usual)])]
  const shown = keys.flatMap((key) => columns.find((column) => column.key === key) ?? [])
  const setKeys = (next: string[]) => setValue(next.join(','))
  return {
    shown: shown.map((column) => ({ ...column, ...(widths[column.key] ? { width: widths[column.key] } : {}) })),
    isShown: (key: string) => keys.includes(key),
    toggle: (key: string) => setKeys(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]),
    move: (key: string, step: 1 | -1) => setKeys(moved(keys, key, step)),
    resize: (key: string, width: number) =>
      setWidths({ ...widths, [key]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) }),
    reset: () => {
      setValue('')
      setWidths({})
    },
    isChosen: chosen !== undefined || Object.keys(widths).length > 0,
  }
}

/** One place on; the first column is the record's face and stays where it is. */
export function moved(keys: readonly string[], key: string, step: 1 | -1): string[] {
  const from = keys.indexOf(key)
  const to = from + step
  if (from < 1 || to < 1 || to >= keys.length) return [...keys]
  const others = keys.filter((other) => other !== key)
  return [...others.slice(0, to), key, ...others.slice(to)]
}

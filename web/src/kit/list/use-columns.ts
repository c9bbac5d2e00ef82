import { useLocalStorage } from '@mantine/hooks'
import { useEager } from '../page/use-eager.ts'
import type { ListState } from './list-state.ts'
import type { Column } from './list-view.ts'

export type Density = 'compact' | 'comfortable'

export function useDensity() {
  return useLocalStorage<Density>({ key: 'gw-density', defaultValue: 'compact', getInitialValueInEffect: false })
}

/** Which columns are shown stands in the address, so that a link shows a colleague the same table. */
export function useColumns<T>(columns: Column<T>[], list: ListState) {
  const [value, setValue] = useEager(list.state['columns'] ?? '', (next) =>
    list.setLens({ columns: next || undefined }, { replace: true }),
  )
  const chosen = value ? value.split(',') : undefined
  const usual = columns.filter((column) => !column.isHiddenAtFirst).map((column) => column.key)
  const isShown = (column: Column<T>, index: number) => index === 0 || (chosen ?? usual).includes(column.key)
  const shown = columns.filter(isShown)
  const toggle = (key: string) => {
    const keys = shown.map((column) => column.key)
    const next = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]
    setValue(next.join(','))
  }
  return { shown, toggle, reset: () => setValue(''), isChosen: chosen !== undefined }
}

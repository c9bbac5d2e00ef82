import { useEffect, useEffectEvent } from 'react'

interface ListKeys {
  onSearch: () => void
  onNew?: (() => void) | undefined
  onMove: (step: 1 | -1) => void
  onClear: () => void
  onEdit?: (() => void) | undefined
}

/** `/` searches, `n` makes a new one, `e` edits in the row, arrows (or j, k) walk the rows, Escape lets go. Rows handle Enter and Space themselves. */
export function useListKeys(keys: ListKeys): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
    const deed = deedOf(event.key, keys)
    if (!deed) return
    event.preventDefault()
    deed()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function deedOf(key: string, { onSearch, onNew, onMove, onClear, onEdit }: ListKeys): (() => void) | undefined {
  if (key === '/') return onSearch
  if (key === 'n') return onNew
  if (key === 'e') return onEdit
  if (key === 'ArrowDown' || key === 'j') return () => onMove(1)
  if (key === 'ArrowUp' || key === 'k') return () => onMove(-1)
  return key === 'Escape' ? onClear : undefined
}

/** Whoever types, or has a menu or dialog open, means that and not the list. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest(
      'input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu], [role=listbox], [data-map]',
    ) !== null
  )
}

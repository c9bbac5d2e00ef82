import { useEffect, useSyncExternalStore } from 'react'

// The name of what is open, for the breadcrumb and the window. A page says it; the frame shows it.

let current = ''
const listeners = new Set<() => void>()

function setCurrent(title: string): void {
  current = title
  document.title = title ? `${title} · Groundwork` : 'Groundwork'
  for (const listener of listeners) listener()
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    setCurrent(title)
    return () => setCurrent('')
  }, [title])
}

export function useCurrentTitle(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}

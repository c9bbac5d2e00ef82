import { useSyncExternalStore } from 'react'

// Whether the palette is open: asked for by a key, and by buttons in the frame.

let isOpen = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  isOpen = next
  for (const listener of listeners) listener()
}

export const palette = { open: () => set(true), close: () => set(false) }

export function useIsPaletteOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOpen,
  )
}

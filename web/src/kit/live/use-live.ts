import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { type LiveEvent, type LiveState, liveUpdates } from './live-updates.ts'

const GATHER_MS = 400
const gathering = new Set<string>()

export function useLiveState(): LiveState {
  return useSyncExternalStore(liveUpdates.onState, () => liveUpdates.state)
}

export function useLiveEvents(listener: (event: LiveEvent) => void): void {
  useEffect(() => liveUpdates.subscribe(listener), [listener])
}

/** Keeps what is on screen of a resource fresh. */
export function useLiveRefresh<T extends BaseRecord>({ event, path }: Resource<T>): void {
  useLiveKey(path, [event])
}

/** The same for anything that is read under a path: asked again after events that begin like these. */
export function useLiveKey(path: string, events: readonly string[]): void {
  const client = useQueryClient()
  const begins = events.join()
  useEffect(
    () =>
      liveUpdates.subscribe(({ type }) => {
        if (begins.split(',').some((event) => type.startsWith(`${event}.`))) refreshSoon(client, path)
      }),
    [client, begins, path],
  )
}

/** An import of thousands asks again once per moment, not once per row and list. */
function refreshSoon(client: QueryClient, path: string): void {
  if (gathering.has(path)) return
  gathering.add(path)
  setTimeout(() => {
    gathering.delete(path)
    void client.invalidateQueries({ queryKey: [path] })
  }, GATHER_MS)
}

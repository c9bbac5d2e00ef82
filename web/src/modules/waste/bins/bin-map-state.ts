import { useState } from 'react'
import type { Query } from '#kit/api/client.ts'
import type { Bounds, MapPlace } from '#kit/map/mercator.ts'
import { useUrlState } from '#kit/page/url-state.ts'

const FILTERS = ['status', 'binType', 'size', 'customerId', 'search'] as const

/** Position and filters stand in the address: a map can be sent to a colleague. */
export function useBinMapState() {
  const { state, patch } = useUrlState()
  const [place, setPlace] = useState<MapPlace | undefined>(readPlace(state['at']))
  const [bounds, setBounds] = useState<Bounds>()
  const filters: Query = Object.fromEntries(FILTERS.map((name) => [name, state[name]]))
  const rest = (next: MapPlace, box: Bounds) => {
    setPlace(next)
    setBounds(box)
    // Replaced, not added: going back should leave the map, not pan it.
    if (writePlace(next) !== state['at']) patch({ at: writePlace(next) }, { replace: true })
  }
  return { place, bounds, filters, state, setPlace, rest, setLens: patch }
}

export function writePlace({ latitude, longitude, zoom }: MapPlace): string {
  return [latitude.toFixed(5), longitude.toFixed(5), zoom.toFixed(2)].join(',')
}

function readPlace(text: string | undefined): MapPlace | undefined {
  const [latitude, longitude, zoom] = (text ?? '').split(',').map(Number)
  if (latitude === undefined || longitude === undefined || zoom === undefined) return undefined
  if (![latitude, longitude, zoom].every(Number.isFinite)) return undefined
  return { latitude, longitude, zoom }
}

import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { Query } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { useLiveRefresh } from '#kit/live/use-live.ts'
import type { Bounds } from '#kit/map/mercator.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { bins } from './bins.resource.ts'

const EVERYWHERE: Bounds = { west: -180, south: -85, east: 180, north: 85 }
/** Fine enough to find where the business works, coarse enough to stay one small answer. */
const OVERVIEW_ZOOM = 13
const METRES_PER_DEGREE = 111_320
const MAX_RADIUS_KM = 100
const MAX_LISTED = 100

/** Cells of the map in an area. The API counts zoom in tiles of 256 pixels, MapLibre of 512: hence one more. */
export function useBinMap(bounds: Bounds | undefined, zoom: number, filters: Query) {
  useLiveRefresh(bins)
  const box =
    bounds && [bounds.west, bounds.south, bounds.east, bounds.north].map((degrees) => degrees.toFixed(5)).join(',')
  const query = { ...filters, bbox: box, zoom: Math.min(22, Math.round(zoom) + 1) }
  return useQuery({
    queryKey: [bins.path, 'map', query],
    queryFn: ({ signal }) => groundwork.get('waste/bins/map', { query, signal }),
    placeholderData: keepPreviousData,
    enabled: bounds !== undefined,
  })
}

/** Where all the bins are, for the first look at the map. */
export function useBinOverview(filters: Query) {
  return useBinMap(EVERYWHERE, OVERVIEW_ZOOM, filters)
}

/** Bins in an area, a hundred at most. The list knows circles, so what lies beside the area is left out here. */
export function useBinsWithin(bounds: Bounds | undefined, filters: Query, isOn: boolean) {
  const circle = bounds && circleAround(bounds)
  const isAskable = isOn && circle !== undefined && circle.radiusKm <= MAX_RADIUS_KM
  const answer = useList(bins, { ...filters, ...circle, limit: MAX_LISTED, count: false }, isAskable)
  const rows = isAskable ? (answer.data?.rows ?? []) : []
  return {
    bins: rows.filter(({ location }) => bounds && isWithin(location, bounds)),
    isLoading: answer.isLoading || answer.isPlaceholderData,
  }
}

export function useScan() {
  return useMutation({
    mutationFn: (code: string) => groundwork.get(`waste/bins/scan/${encodeURIComponent(code)}`),
  })
}

function circleAround({ west, south, east, north }: Bounds): { near: string; radiusKm: number } {
  const latitude = (south + north) / 2
  const height = (north - south) * METRES_PER_DEGREE
  const width = (east - west) * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  return {
    near: `${latitude.toFixed(5)},${((west + east) / 2).toFixed(5)}`,
    radiusKm: Math.max(0.05, Number((Math.hypot(width, height) / 2_000).toFixed(3))),
  }
}

function isWithin({ latitude, longitude }: Bin['location'], { west, south, east, north }: Bounds): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}

// The projection of web maps, with MapLibre's meaning of zoom: at zoom 0 the world is 512 pixels wide.

export interface MapPlace {
  latitude: number
  longitude: number
  zoom: number
}

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export interface Point {
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

export const MIN_ZOOM = 1
export const MAX_ZOOM = 19
const WORLD_PX = 512
const MAX_LATITUDE = 85.05

export function toWorld(latitude: number, longitude: number, zoom: number): Point {
  const size = WORLD_PX * 2 ** zoom
  const sine = Math.sin((clamp(latitude, -MAX_LATITUDE, MAX_LATITUDE) * Math.PI) / 180)
  return { x: ((longitude + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size }
}

export function fromWorld({ x, y }: Point, zoom: number): { latitude: number; longitude: number } {
  const size = WORLD_PX * 2 ** zoom
  const n = Math.PI * (1 - (2 * y) / size)
  return { latitude: (Math.atan(Math.sinh(n)) * 180) / Math.PI, longitude: (x / size) * 360 - 180 }
}

export function toScreen(place: MapPlace, size: Size, latitude: number, longitude: number): Point {
  const centre = toWorld(place.latitude, place.longitude, place.zoom)
  const point = toWorld(latitude, longitude, place.zoom)
  return { x: point.x - centre.x + size.width / 2, y: point.y - centre.y + size.height / 2 }
}

export function fromScreen(place: MapPlace, size: Size, { x, y }: Point): { latitude: number; longitude: number } {
  const centre = toWorld(place.latitude, place.longitude, place.zoom)
  return fromWorld({ x: centre.x + x - size.width / 2, y: centre.y + y - size.height / 2 }, place.zoom)
}

export function boundsOf(place: MapPlace, size: Size): Bounds {
  const { latitude: north, longitude: west } = fromScreen(place, size, { x: 0, y: 0 })
  const { latitude: south, longitude: east } = fromScreen(place, size, { x: size.width, y: size.height })
  return { west: Math.max(-180, west), south, east: Math.min(180, east), north }
}

/** Zooms around a point of the screen, so that what is under the pointer stays there. */
export function zoomAround(place: MapPlace, size: Size, point: Point, step: number): MapPlace {
  const zoom = clamp(place.zoom + step, MIN_ZOOM, MAX_ZOOM)
  const under = fromScreen(place, size, point)
  const moved = toScreen({ ...place, zoom }, size, under.latitude, under.longitude)
  return moveBy({ ...place, zoom }, { x: moved.x - point.x, y: moved.y - point.y })
}

export function moveBy(place: MapPlace, by: Point): MapPlace {
  const centre = toWorld(place.latitude, place.longitude, place.zoom)
  return { ...place, ...fromWorld({ x: centre.x + by.x, y: centre.y + by.y }, place.zoom) }
}

/** The place from which all points are seen, with some air around them. */
export function placeFor(bounds: Bounds, size: Size, maxZoom = 16): MapPlace {
  const topLeft = toWorld(bounds.north, bounds.west, 0)
  const bottomRight = toWorld(bounds.south, bounds.east, 0)
  const air = 0.82
  const scale = Math.min(
    (size.width * air) / Math.max(1e-9, bottomRight.x - topLeft.x),
    (size.height * air) / Math.max(1e-9, bottomRight.y - topLeft.y),
  )
  const centre = fromWorld({ x: (topLeft.x + bottomRight.x) / 2, y: (topLeft.y + bottomRight.y) / 2 }, 0)
  return { ...centre, zoom: clamp(Math.log2(scale), MIN_ZOOM, maxZoom) }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import type { MapRendererProps } from './map-renderer.ts'
import { type Mark, radiusOf } from './mark.ts'
import { fromScreen, type MapPlace, moveBy, type Point, type Size, toScreen, zoomAround } from './mercator.ts'

interface Gestures {
  place: MapPlace
  size: Size
  onPlace: (place: MapPlace) => void
  map: MapRendererProps
}

const CLICK_PX = 5
const KEY_STEP_PX = 80
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Drag, wheel, pinch and keys, for the map that has no library under it. */
export function useMapGestures({ place, size, onPlace, map }: Gestures) {
  const pointers = useRef(new Map<number, Point>())
  const travelled = useRef(0)
  const centre = { x: size.width / 2, y: size.height / 2 }
  const wheel = useRef<(event: globalThis.WheelEvent) => void>(() => {})

  const markAt = (point: Point): Mark | undefined =>
    map.marks
      .toSorted((a, b) => a.count - b.count)
      .find((mark) => distance(toScreen(place, size, mark.latitude, mark.longitude), point) <= radiusOf(mark) + 2)

  const handlePointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    pointers.current.set(event.pointerId, pointOf(event))
    if (pointers.current.size === 1) travelled.current = 0
  }
  const handlePointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const point = pointOf(event)
    const before = pointers.current.get(event.pointerId)
    if (!before) return map.onHover(markAt(point), point)
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
    pointers.current.set(event.pointerId, point)
    travelled.current += distance(before, point)
    if (other)
      return onPlace(
        zoomAround(
          place,
          size,
          middle(other, point),
          Math.log2(distance(other, point) / Math.max(1, distance(other, before))),
        ),
      )
    onPlace(moveBy(place, { x: before.x - point.x, y: before.y - point.y }))
  }
  const handlePointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const wasDown = pointers.current.delete(event.pointerId)
    if (!wasDown || travelled.current > CLICK_PX) return
    const point = pointOf(event)
    const mark = markAt(point)
    if (mark && !map.onPick) return map.onSelect(mark)
    const { latitude, longitude } = fromScreen(place, size, point)
    map.onPick?.(latitude, longitude)
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLCanvasElement>) => {
    const arrow = ARROWS[event.key]
    const zoom = event.key === '+' || event.key === '=' ? 1 : event.key === '-' ? -1 : 0
    if (!arrow && zoom === 0) return
    event.preventDefault()
    onPlace(
      arrow
        ? moveBy(place, { x: arrow.x * KEY_STEP_PX, y: arrow.y * KEY_STEP_PX })
        : zoomAround(place, size, centre, zoom),
    )
  }

  const canvasOf = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    wheel.current = (event) => {
      event.preventDefault()
      onPlace(
        zoomAround(place, size, { x: event.offsetX, y: event.offsetY }, -event.deltaY / (event.ctrlKey ? 60 : 320)),
      )
    }
  })
  useEffect(() => {
    // React listens to the wheel passively; the page must not scroll under the map.
    const canvas = canvasOf.current
    const listener = (event: globalThis.WheelEvent) => wheel.current(event)
    canvas?.addEventListener('wheel', listener, { passive: false })
    return () => canvas?.removeEventListener('wheel', listener)
  }, [])

  return {
    canvasOf,
    handlers: {
      onPointerDown: handlePointerDown,
      onPointerMove: handlePointerMove,
      onPointerUp: handlePointerUp,
      onPointerLeave: () => map.onHover(undefined, centre),
      onKeyDown: handleKeyDown,
    },
  }
}

function pointOf({ nativeEvent }: PointerEvent<HTMLCanvasElement>): Point {
  return { x: nativeEvent.offsetX, y: nativeEvent.offsetY }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

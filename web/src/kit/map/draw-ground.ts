import type { MapColours } from './colours.ts'
import { graticule } from './graticule.ts'
import { type Mark, radiusOf } from './mark.ts'
import { boundsOf, type MapPlace, type Point, type Size, toScreen } from './mercator.ts'
import type { Street } from './streets.ts'

const HALO = 3
const STREET_PX = 5
const STREETS_FROM_ZOOM = 12.5

/** Ground, grid, the glow of where the business works, and the streets its addresses tell of. */
export function drawGround(
  canvas: CanvasRenderingContext2D,
  place: MapPlace,
  size: Size,
  { marks, streets }: { marks: Mark[]; streets: Street[] },
  colours: MapColours,
): void {
  canvas.fillStyle = colours.ground
  canvas.fillRect(0, 0, size.width, size.height)
  for (const mark of marks)
    drawGlow(canvas, toScreen(place, size, mark.latitude, mark.longitude), radiusOf(mark) * HALO, colours.halo)
  drawGrid(canvas, place, size, colours)
  if (place.zoom >= STREETS_FROM_ZOOM) for (const street of streets) drawStreet(canvas, place, size, street, colours)
}

function drawGlow(canvas: CanvasRenderingContext2D, at: Point, radius: number, colour: string): void {
  const glow = canvas.createRadialGradient(at.x, at.y, radius * 0.65, at.x, at.y, radius)
  glow.addColorStop(0, colour)
  glow.addColorStop(1, `${colour}00`)
  canvas.fillStyle = glow
  canvas.fillRect(at.x - radius, at.y - radius, radius * 2, radius * 2)
}

function drawGrid(canvas: CanvasRenderingContext2D, place: MapPlace, size: Size, colours: MapColours): void {
  const { longitudes, latitudes } = graticule(boundsOf(place, size))
  canvas.beginPath()
  for (const longitude of longitudes) {
    const { x } = toScreen(place, size, place.latitude, longitude)
    canvas.moveTo(Math.round(x) + 0.5, 0)
    canvas.lineTo(Math.round(x) + 0.5, size.height)
  }
  for (const latitude of latitudes) {
    const { y } = toScreen(place, size, latitude, place.longitude)
    canvas.moveTo(0, Math.round(y) + 0.5)
    canvas.lineTo(size.width, Math.round(y) + 0.5)
  }
  canvas.lineWidth = 1
  canvas.strokeStyle = colours.grid
  canvas.stroke()
}

function drawStreet(
  canvas: CanvasRenderingContext2D,
  place: MapPlace,
  size: Size,
  { name, from, to }: Street,
  colours: MapColours,
): void {
  const start = toScreen(place, size, from[1], from[0])
  const end = toScreen(place, size, to[1], to[0])
  canvas.beginPath()
  canvas.moveTo(start.x, start.y)
  canvas.lineTo(end.x, end.y)
  canvas.lineWidth = STREET_PX
  canvas.lineCap = 'round'
  canvas.strokeStyle = colours.street
  canvas.stroke()
  canvas.font = "500 11px 'Inter Variable', system-ui, sans-serif"
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  if (canvas.measureText(name).width > length) return
  canvas.save()
  canvas.translate((start.x + end.x) / 2, (start.y + end.y) / 2)
  const angle = Math.atan2(end.y - start.y, end.x - start.x)
  // Text is read from left to right, whichever way the street was fitted.
  canvas.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle)
  canvas.textAlign = 'center'
  canvas.textBaseline = 'bottom'
  canvas.fillStyle = colours.label
  canvas.fillText(name, 0, -STREET_PX)
  canvas.restore()
}

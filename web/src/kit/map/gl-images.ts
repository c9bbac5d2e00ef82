import type { Map as GlMapLibrary } from 'maplibre-gl'
import type { MapColours } from './colours.ts'
import { drawMark } from './draw-mark.ts'
import { imageOf, streetImageOf } from './gl-data.ts'
import { type Mark, radiusOf } from './mark.ts'
import type { Street } from './streets.ts'

const AIR = 4
const LINE_PX = 16
const MAX_IMAGES = 600

/** Draws every look that is new and hands it to the map under its name. */
export function addMarkImages(map: GlMapLibrary, marks: Mark[], colours: MapColours, scheme: string): void {
  const known = map.listImages()
  if (known.length > MAX_IMAGES) for (const image of known) map.removeImage(image)
  for (const mark of marks) {
    const image = imageOf(mark, scheme)
    if (!map.hasImage(image)) map.addImage(image, drawn(mark, colours), { pixelRatio: ratio() })
  }
}

/** Street names as images too: there is no font server to draw text with. */
export function addStreetImages(map: GlMapLibrary, streets: Street[], colours: MapColours, scheme: string): void {
  for (const { name } of streets) {
    const image = streetImageOf(name, scheme)
    if (!map.hasImage(image)) map.addImage(image, drawnName(name, colours), { pixelRatio: ratio() })
  }
}

function drawnName(name: string, colours: MapColours): ImageData {
  const font = "500 11px 'Inter Variable', system-ui, sans-serif"
  const canvas = context(1, 1)
  canvas.font = font
  const width = Math.ceil(canvas.measureText(name).width) + 4
  const sheet = context(width, LINE_PX)
  sheet.font = font
  sheet.textBaseline = 'middle'
  sheet.fillStyle = colours.label
  sheet.fillText(name, 2, LINE_PX / 2)
  return sheet.getImageData(0, 0, width * ratio(), LINE_PX * ratio())
}

function drawn(mark: Mark, colours: MapColours): ImageData {
  const size = Math.ceil((radiusOf(mark) + AIR) * 2)
  const sheet = context(size, size)
  drawMark(sheet, mark, { x: size / 2, y: size / 2 }, colours)
  return sheet.getImageData(0, 0, size * ratio(), size * ratio())
}

function context(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(width * ratio(), height * ratio()).getContext('2d')
  if (!canvas) throw new Error('This browser draws no 2D canvas')
  canvas.scale(ratio(), ratio())
  return canvas
}

// Whole numbers, so that images have whole sides on displays scaled by 1.25.
function ratio(): number {
  return Math.ceil(window.devicePixelRatio || 1)
}

import { TONES, type Tone } from '#ui/tone.ts'
import type { MapColours } from './colours.ts'
import { type Mark, radiusOf, urgentTone } from './mark.ts'
import type { Point } from './mercator.ts'

type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

const FULL = Math.PI * 2
const RING_PX = 5
const FONT = "'Inter Variable', system-ui, sans-serif"

/** One drawing for both renderers: MapLibre gets it as an image, the canvas map draws it in place. */
export function drawMark(canvas: Canvas2D, mark: Mark, { x, y }: Point, colours: MapColours): void {
  if (mark.count === 1) drawPin(canvas, { x, y }, urgentTone(mark), colours)
  else drawDonut(canvas, mark, { x, y }, colours)
}

function drawDonut(canvas: Canvas2D, mark: Mark, { x, y }: Point, colours: MapColours): void {
  const radius = radiusOf(mark)
  disc(canvas, { x, y }, radius + 1.5, colours.surface)
  let start = -Math.PI / 2
  for (const tone of TONES) {
    const share = ((mark.tones[tone] ?? 0) / mark.count) * FULL
    if (share === 0) continue
    canvas.beginPath()
    canvas.arc(x, y, radius - RING_PX / 2, start, start + share)
    canvas.lineWidth = RING_PX
    canvas.strokeStyle = colours.tones[tone]
    canvas.stroke()
    start += share
  }
  canvas.fillStyle = colours.ink
  canvas.font = `600 ${mark.count > 999 ? 11 : 12}px ${FONT}`
  canvas.textAlign = 'center'
  canvas.textBaseline = 'middle'
  canvas.fillText(shortCount(mark.count), x, y + 0.5)
}

/** A disc with a sign of its own for each tone: colour alone is not enough. */
function drawPin(canvas: Canvas2D, { x, y }: Point, tone: Tone, colours: MapColours): void {
  disc(canvas, { x, y }, 10.5, colours.surface)
  disc(canvas, { x, y }, 8.5, colours.tones[tone])
  canvas.strokeStyle = '#ffffff'
  canvas.fillStyle = '#ffffff'
  canvas.lineWidth = 2
  canvas.lineCap = 'round'
  canvas.beginPath()
  if (tone === 'green') line(canvas, [x - 3.2, y + 0.2], [x - 0.9, y + 2.6], [x + 3.4, y - 2.4])
  if (tone === 'blue') canvas.arc(x, y, 3, 0, FULL)
  if (tone === 'grey') line(canvas, [x - 3, y], [x + 3, y])
  if (tone === 'amber') line(canvas, [x, y - 3.8], [x, y + 0.6])
  if (tone === 'red') line(canvas, [x - 2.7, y - 2.7], [x + 2.7, y + 2.7])
  if (tone === 'red') line(canvas, [x + 2.7, y - 2.7], [x - 2.7, y + 2.7])
  canvas.stroke()
  if (tone === 'amber') disc(canvas, { x, y: y + 3.9 }, 1.2, '#ffffff')
}

function line(canvas: Canvas2D, [x, y]: readonly [number, number], ...rest: (readonly [number, number])[]): void {
  canvas.moveTo(x, y)
  for (const [nextX, nextY] of rest) canvas.lineTo(nextX, nextY)
}

export function disc(canvas: Canvas2D, { x, y }: Point, radius: number, colour: string): void {
  canvas.beginPath()
  canvas.arc(x, y, radius, 0, FULL)
  canvas.fillStyle = colour
  canvas.fill()
}

function shortCount(count: number): string {
  if (count < 1_000) return String(count)
  return `${(count / 1_000).toFixed(count < 10_000 ? 1 : 0).replace('.0', '')}k`
}

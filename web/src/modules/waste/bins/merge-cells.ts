import { radiusOf } from '#kit/map/mark.ts'
import { type Point, toWorld } from '#kit/map/mercator.ts'
import type { Cell } from './map-cells.ts'

/** How much of two circles may lie over each other before they become one. */
const OVERLAP = 1
/** From here on each bin is shown for itself, however close (see the server's cells). */
const SINGLES_FROM_ZOOM = 16

interface Placed {
  cell: Cell
  at: Point
}

/**
 * Cells of a grid stand where their bins stand on average, so neighbours can end up on top of each other. The larger
 * takes in what it would cover on the screen.
 */
export function mergeCells(cells: readonly Cell[], zoom: number): Cell[] {
  if (zoom >= SINGLES_FROM_ZOOM) return [...cells]
  const merged: Placed[] = []
  for (const cell of cells.toSorted((a, b) => b.count - a.count)) {
    const at = toWorld(cell.latitude, cell.longitude, zoom)
    const index = merged.findIndex(
      (other) => distance(other.at, at) < (radiusOf(other.cell) + radiusOf(cell)) * OVERLAP,
    )
    const under = merged[index]
    if (under) merged[index] = { cell: joined(under.cell, cell), at: under.at }
    else merged.push({ cell, at })
  }
  return merged.map(({ cell }) => cell)
}

/** The place stays where the larger was: moving it would make it cover others again. */
function joined(one: Cell, other: Cell): Cell {
  const byStatus = { ...one.byStatus }
  for (const [status, count] of Object.entries(other.byStatus)) byStatus[status] = (byStatus[status] ?? 0) + count
  return { ...one, byStatus, count: one.count + other.count, binId: null, label: null }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

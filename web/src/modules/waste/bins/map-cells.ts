import { BIN_STATUSES, type Bin, type BinMap, type BinStatus } from '@groundwork/contract/waste/bins.ts'
import type { Mark } from '#kit/map/mark.ts'
import { type Bounds, type MapPlace, placeFor, type Size } from '#kit/map/mercator.ts'
import { BIN_TONES, binWord } from './bin-words.ts'
import { t } from './bins.text.ts'

export type Cell = BinMap['cells'][number]

const BY_URGENCY: BinStatus[] = ['overflowing', 'full', 'maintenance', 'partial', 'empty', 'retired']

/** Bins far from all others (a typing mistake in a coordinate) must not decide what is seen at first. */
const OUTLIERS = 0.01

export function toMark(cell: Cell): Mark {
  const tones: Mark['tones'] = {}
  for (const status of BIN_STATUSES) {
    const count = cell.byStatus[status] ?? 0
    if (count > 0) tones[BIN_TONES[status]] = (tones[BIN_TONES[status]] ?? 0) + count
  }
  return {
    key: keyOf(cell),
    latitude: cell.latitude,
    longitude: cell.longitude,
    count: cell.count,
    tones,
    label: labelOf(cell),
  }
}

export function keyOf({ binId, latitude, longitude }: Cell): string {
  return binId ?? `${latitude.toFixed(6)},${longitude.toFixed(6)}`
}

/** `34 bins: 12 Full, 2 Overflowing`, or the one bin and its status. */
export function labelOf(cell: Cell): string {
  const words = statusWords(cell)
  if (cell.count === 1) return t('statusAt', { label: cell.label ?? t('unlabelled'), status: words })
  return t('statusAt', { label: t('cluster', { count: cell.count }), status: words })
}

export function statusWords({ count, byStatus }: Cell): string {
  const present = BY_URGENCY.filter((status) => (byStatus[status] ?? 0) > 0)
  return present
    .map((status) =>
      count === 1 ? binWord('status', status) : `${byStatus[status]} ${binWord('status', status).toLowerCase()}`,
    )
    .join(', ')
}

/** What waits for a truck stands first. */
export function byUrgency(bins: readonly Bin[]): Bin[] {
  return bins.toSorted((a, b) => BY_URGENCY.indexOf(a.status) - BY_URGENCY.indexOf(b.status))
}

/** The place from which the bins are seen; undefined when there are none. */
export function overviewPlace(cells: readonly Cell[], size: Size): MapPlace | undefined {
  if (cells.length === 0) return undefined
  const [south, north] = spread(cells, ({ latitude }) => latitude)
  const [west, east] = spread(cells, ({ longitude }) => longitude)
  const bounds: Bounds = { west, south, east, north }
  return placeFor(bounds, size)
}

function spread(cells: readonly Cell[], numberOf: (cell: Cell) => number): [number, number] {
  const sorted = cells.toSorted((a, b) => numberOf(a) - numberOf(b))
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  const inner = sorted.filter(({ count }) => {
    const before = seen
    seen += count
    return seen > total * OUTLIERS && before < total * (1 - OUTLIERS)
  })
  const values = (inner.length > 0 ? inner : sorted).map(numberOf)
  return [Math.min(...values), Math.max(...values)]
}

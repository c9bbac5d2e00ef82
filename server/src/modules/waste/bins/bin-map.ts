import type { BinMap, BinMapQuery } from '@groundwork/contract/waste/bins.ts'
import type { z } from 'zod'
import type { ReadCtx } from '#platform/context.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { assertMayAsk, isHidden, searchedTexts } from '#platform/resource/field-rights.ts'
import { rowLimits } from '#platform/resource/row-rights.ts'
import { searchPatterns } from '#platform/resource/search-text.ts'
import { listMapCells } from './bin-map.queries.ts'
import { bins } from './bins.resource.ts'

// A map tile is 256 px of 360 / 2^zoom degrees; a cluster needs about 48 px around it to stay readable.
const CELLS_PER_TILE = 256 / 48
/** From here on every bin stands for itself, so that two at one address can be told apart. */
const SINGLE_BINS_ZOOM = 17
const SINGLE_BIN_DEGREES = 0.00001

export async function binMap(ctx: ReadCtx, query: z.output<typeof BinMapQuery>): Promise<BinMap> {
  assertMayAsk(ctx.actor, bins, { ...query, sort: undefined })
  if (query.search && searchedTexts(ctx.actor, bins))
    throw new AppError('access.field-hidden', 'Your role hides some of what a search looks into; search in the list')
  const [west = 0, south = 0, east = 0, north = 0] = query.bbox.split(',').map(Number)
  if (west > east || south > north)
    throw invalidField('bbox', 'Use west,south,east,north with west < east and south < north')
  const area = {
    tenantId: ctx.actor.tenant.id,
    west,
    south,
    east,
    north,
    cell: cellDegrees(query.zoom),
    customerIds: query.customerId ?? null,
    binTypes: query.binType ?? null,
    sizes: query.size ?? null,
    statuses: query.status ?? null,
    patterns: query.search ? searchPatterns(query.search) : null,
  }
  const cells = await listMapCells(ctx.tx, area, rowLimits(ctx.actor, bins, 'read'))
  // A label may be the QR code; without it, whoever may not see that opens the bin for its address.
  const isLabelled = !isHidden(ctx.actor, bins, 'qrCode')
  const shown = isLabelled ? cells : cells.map((cell) => ({ ...cell, label: null }))
  return { cells: shown, total: cells.reduce((sum, cell) => sum + cell.count, 0) }
}

export function cellDegrees(zoom: number): number {
  if (zoom >= SINGLE_BINS_ZOOM) return SINGLE_BIN_DEGREES
  return 360 / 2 ** Math.round(zoom) / CELLS_PER_TILE
}

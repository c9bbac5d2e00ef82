import { BinMap, BinMapQuery, BinScan } from '@groundwork/contract/waste/bins.ts'
import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import { type Route, read } from '#platform/http/route.ts'
import { assertSees } from '#platform/resource/field-rights.ts'
import { toRecord } from '#platform/resource/records.ts'
import { resourceRoutes } from '#platform/resource/routes.ts'
import { reachable } from '#platform/resource/row-rights.ts'
import { binMap } from './bin-map.ts'
import { findBinByCode } from './bins.queries.ts'
import { bins, expandCustomer } from './bins.resource.ts'

const ByCode = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'Use the QR code or the RFID tag as scanned'),
})

export const binRoutes: Route[] = [
  read('/waste/bins/map', {
    access: 'waste.bins.read',
    tag: 'waste.bins',
    summary: 'See bins on a map, grouped by the zoom',
    query: BinMapQuery,
    reply: BinMap,
    run: (ctx, { query }) => binMap(ctx, query),
  }),
  read('/waste/bins/scan/:code', {
    access: 'waste.bins.read',
    tag: 'waste.bins',
    summary: 'Find the bin of a scanned QR code or RFID tag',
    params: ByCode,
    reply: BinScan,
    run: async (ctx, { params }) => {
      assertSees(ctx.actor, bins, ['qrCode', 'rfidTag'], 'code')
      const row = await findBinByCode(ctx.tx, { tenantId: ctx.actor.tenant.id, code: params.code })
      const [seen] = row ? await reachable(ctx, bins, 'read', [row]) : []
      if (!seen)
        throw new AppError(
          'waste.bin-code-unknown',
          `No bin has the code '${params.code}'; check the label, or add it to a bin first`,
        )
      const bin = await toRecord(ctx, bins, seen)
      await expandCustomer(ctx, [bin])
      return { bin, customer: bin.customer ?? { id: bin.customerId, name: '' } }
    },
  }),
  ...resourceRoutes(bins),
]

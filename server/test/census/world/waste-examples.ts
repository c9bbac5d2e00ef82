import type { Examples } from './examples.ts'

export const WASTE_EXAMPLES: Examples = {
  'GET /waste/bins/map': async (business) => {
    const bin = await business.record('waste.bins')
    return { query: { bbox: '-84,39,-82,41', zoom: '19', customerId: String(bin['customerId']) } }
  },
  'GET /waste/bins/scan/:code': async (business) => {
    const qrCode = `${business.marker}-${business.number()}`
    const { id } = await business.record('waste.bins')
    await business.owner.patch(`/waste/bins/${id}`, { qrCode })
    return { params: { code: qrCode } }
  },
}

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boxAround } from './filters.ts'

const EARTH_KM = 6371

function distanceKm(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const [lat1, lat2] = [(a.lat * Math.PI) / 180, (b.lat * Math.PI) / 180]
  const dLng = ((b.lng - a.lng) * Math.PI) / 180
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

it('the box around a point holds everything within the radius, at any latitude', () => {
  const somewhere = fc.record({
    lat: fc.double({ min: -80, max: 80, noNaN: true }),
    lng: fc.double({ min: -170, max: 170, noNaN: true }),
    bearing: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    km: fc.double({ min: 0.1, max: 100, noNaN: true }),
  })
  fc.assert(
    fc.property(somewhere, ({ lat, lng, bearing, part, km }) => {
      const angle = (part * km) / EARTH_KM
      const start = (lat * Math.PI) / 180
      const endLat = Math.asin(
        Math.sin(start) * Math.cos(angle) + Math.cos(start) * Math.sin(angle) * Math.cos(bearing),
      )
      const endLng =
        (lng * Math.PI) / 180 +
        Math.atan2(
          Math.sin(bearing) * Math.sin(angle) * Math.cos(start),
          Math.cos(angle) - Math.sin(start) * Math.sin(endLat),
        )
      const end = { lat: (endLat * 180) / Math.PI, lng: (endLng * 180) / Math.PI }
      const box = boxAround({ latitude: lat, longitude: lng }, km)
      expect(distanceKm({ lat, lng }, end)).toBeLessThanOrEqual(km + 1e-6)
      expect(end.lat).toBeGreaterThanOrEqual((box['south'] ?? 0) - 1e-9)
      expect(end.lat).toBeLessThanOrEqual((box['north'] ?? 0) + 1e-9)
      expect(end.lng).toBeGreaterThanOrEqual((box['west'] ?? 0) - 1e-9)
      expect(end.lng).toBeLessThanOrEqual((box['east'] ?? 0) + 1e-9)
    }),
  )
})

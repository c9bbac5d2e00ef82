import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, fromScreen, placeFor, toScreen, zoomAround } from './mercator.ts'

const size = { width: 800, height: 500 }
const places = fc.record({
  latitude: fc.double({ min: -80, max: 80, noNaN: true }),
  longitude: fc.double({ min: -170, max: 170, noNaN: true }),
  zoom: fc.double({ min: 3, max: 17, noNaN: true }),
})
const points = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) })

describe('the projection', () => {
  it('comes back to where it started', () => {
    fc.assert(
      fc.property(places, points, (place, point) => {
        const { latitude, longitude } = fromScreen(place, size, point)
        fc.pre(Math.abs(latitude) < 85)
        const back = toScreen(place, size, latitude, longitude)
        expect(back.x).toBeCloseTo(point.x, 3)
        expect(back.y).toBeCloseTo(point.y, 3)
      }),
    )
  })

  it('keeps what is under the pointer there while zooming', () => {
    const place = { latitude: 39.96, longitude: -83, zoom: 11 }
    const point = { x: 120, y: 430 }
    const before = fromScreen(place, size, point)
    const after = fromScreen(zoomAround(place, size, point, 2.5), size, point)
    expect(after.latitude).toBeCloseTo(before.latitude, 9)
    expect(after.longitude).toBeCloseTo(before.longitude, 9)
  })

  it('fits bounds into the view', () => {
    const bounds = { west: -83.2, south: 39.8, east: -82.7, north: 40.1 }
    const seen = boundsOf(placeFor(bounds, size), size)
    expect(seen.west).toBeLessThan(bounds.west)
    expect(seen.east).toBeGreaterThan(bounds.east)
    expect(seen.south).toBeLessThan(bounds.south)
    expect(seen.north).toBeGreaterThan(bounds.north)
  })
})

import fc from 'fast-check'
import type { Problem, Stop, Tip, Vehicle } from './problem.ts'

const SHIFT = { from: 6 * 3600, until: 15 * 3600 }

/** Days with everything in them: opening times, pauses, skills, two loads, materials, tips, limits, reserved vehicles. */
export const anyProblem: fc.Arbitrary<Problem> = fc
  .record({
    stops: fc.integer({ min: 1, max: 40 }),
    vehicles: fc.integer({ min: 1, max: 5 }),
    tips: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ stops, vehicles, tips }) => {
    const places = 1 + stops + tips
    return fc.record({
      travel: travelOf(places),
      stops: arrayOf(stops, (index) => anyStop(1 + index, vehicles)),
      tips: arrayOf(tips, (index) => anyTip(1 + stops + index)),
      vehicles: arrayOf(vehicles, () => anyVehicle(tips)),
    })
  })

function arrayOf<T>(length: number, make: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.tuple(...Array.from({ length }, (_, index) => make(index)))
}

/** Metres on a plane of ten kilometres; or any way for any pair, there and back unlike, and no triangle respected. */
function travelOf(places: number): fc.Arbitrary<Problem['travel']> {
  const coordinate = fc.integer({ min: 0, max: 10_000 })
  const plane = fc
    .tuple(
      fc.array(coordinate, { minLength: places, maxLength: places }),
      fc.array(coordinate, { minLength: places, maxLength: places }),
    )
    .map(([x, y]) => ({
      kind: 'plane' as const,
      x: Float64Array.from(x),
      y: Float64Array.from(y),
      norm: 'euclidean' as const,
      secondsPerMetre: 0.1,
    }))
  const matrix = fc
    .array(fc.integer({ min: 1, max: 12_000 }), { minLength: places * places, maxLength: places * places })
    .map((metres) => ({
      kind: 'matrix' as const,
      places,
      metres: Float64Array.from(metres),
      seconds: Float64Array.from(metres, (one) => one * 0.1),
    }))
  return fc.oneof(plane, matrix)
}

const anyWindows = fc.oneof(
  fc.constant([]),
  fc
    .record({
      from: fc.integer({ min: 18_000, max: 40_000 }),
      length: fc.integer({ min: 600, max: 14_000 }),
      gap: fc.integer({ min: 1, max: 9_000 }),
    })
    .map(({ from, length, gap }) => [
      { from, until: from + length },
      { from: from + length + gap, until: from + 2 * length + gap },
    ]),
)

function anyStop(place: number, vehicles: number): fc.Arbitrary<Stop> {
  return fc.record({
    place: fc.constant(place),
    load: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })),
    serviceSeconds: fc.integer({ min: 0, max: 900 }),
    windows: anyWindows,
    penalty: fc.integer({ min: 1_000, max: 1_000_000 }),
    needs: fc.constantFrom(0, 0, 0, 1, 2, 3),
    material: fc.constantFrom(undefined, undefined, 0, 1),
    vehicles: fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      fc.subarray([...Array(vehicles).keys()], { minLength: 1 }),
    ),
  })
}

function anyTip(place: number): fc.Arbitrary<Tip> {
  return fc.record({
    place: fc.constant(place),
    windows: fc.constantFrom([], [{ from: 25_200, until: 39_600 }]),
    serviceSeconds: fc.integer({ min: 0, max: 1_800 }),
    materials: fc.constantFrom(-1, 1, 2),
    cost: fc.integer({ min: 0, max: 500 }),
  })
}

function anyVehicle(tips: number): fc.Arbitrary<Vehicle> {
  return fc.record({
    start: fc.constant(0),
    end: fc.constant(0),
    capacity: fc.tuple(fc.integer({ min: 400, max: 1_500 }), fc.integer({ min: 400, max: 1_500 })),
    shift: fc.constant(SHIFT),
    pause: fc.constantFrom(
      undefined,
      { from: 39_600, until: 43_200, seconds: 3_600, isAlways: false },
      { from: 36_000, until: 41_000, seconds: 1_800, isAlways: true },
    ),
    fixedCost: fc.constantFrom(0, 5_000),
    costPerMetre: fc.constantFrom(1, 2),
    costPerSecond: fc.constantFrom(0, 3),
    has: fc.constantFrom(3, 3, 1, 0),
    materials: fc.constantFrom(-1, -1, 1),
    maxStops: fc.constantFrom(Infinity, 8),
    maxDayLoad: fc.constantFrom(Infinity, 2_000),
    maxMetres: fc.constantFrom(Infinity, 60_000),
    loaded: tips > 0 ? fc.constant([0, 0] as const) : fc.constantFrom([0, 0] as const, [100, 100] as const),
  })
}

import { at, type Instance, MUST_SERVE, numbersOf, PLAIN_VEHICLE } from './instance.ts'
import { FEET_PER_MILE, judgeKim, type KimFile, LUNCH } from './kim-judge.ts'

const [DEPOT, STOP, TIP] = [0, 1, 2]

/**
 * Kim, Kim and Sahoo's waste collection instances (Computers & Operations Research 33, 2006): fewest trucks, then the
 * shortest way. The optimiser works in feet where it says metres.
 */
export function readKim(text: string, name: string): Instance {
  const lines = text.split(/\r?\n/)
  const [capacity, dayLoad, dayStops, lunchSeconds, milesPerHour] = lines.slice(0, 5).map(Number.parseFloat)
  const rows = lines
    .slice(6)
    .map(numbersOf)
    .filter((row) => row.length >= 8)
  const file: KimFile = {
    capacity: capacity ?? 0,
    dayLoad: dayLoad ?? 0,
    dayStops: dayStops ?? 0,
    lunchSeconds: lunchSeconds ?? 0,
    feetPerSecond: ((milesPerHour ?? 0) * FEET_PER_MILE) / 3600,
    places: rows.map((row) => ({
      id: at(row, 0),
      x: at(row, 1),
      y: at(row, 2),
      from: secondsOf(at(row, 3)),
      until: secondsOf(at(row, 4)),
      service: at(row, 5),
      load: at(row, 6),
      kind: at(row, 7),
    })),
  }
  const placesOf = (kind: number) =>
    file.places
      .keys()
      .filter((place) => at(file.places, place).kind === kind)
      .toArray()
  const [stops, tips] = [placesOf(STOP), placesOf(TIP)]
  return {
    name,
    problem: problemOf(file, at(placesOf(DEPOT), 0), stops, tips),
    idOf: (visit) => at(file.places, 'stop' in visit ? at(stops, visit.stop) : at(tips, visit.tip)).id,
    judge: (routes) => judgeKim(file, routes),
  }
}

/** `1130` is half past eleven, `2400` the end of the day. */
function secondsOf(clock: number): number {
  return Math.floor(clock / 100) * 3600 + (clock % 100) * 60
}

function problemOf(file: KimFile, depot: number, stops: readonly number[], tips: readonly number[]) {
  const visited = (index: number) => {
    const place = at(file.places, index)
    return { place: index, serviceSeconds: place.service, windows: [{ from: place.from, until: place.until }] }
  }
  const { from, until } = at(file.places, depot)
  return {
    travel: {
      kind: 'plane' as const,
      x: Float64Array.from(file.places, ({ x }) => x),
      y: Float64Array.from(file.places, ({ y }) => y),
      norm: 'manhattan' as const,
      secondsPerMetre: 1 / file.feetPerSecond,
    },
    fewestVehicles: true,
    tips: tips.map((index) => ({ ...visited(index), materials: -1, cost: 0 })),
    stops: stops.map((index) => ({
      ...visited(index),
      load: [at(file.places, index).load, 0] as const,
      penalty: MUST_SERVE,
      needs: 0,
    })),
    vehicles: Array.from({ length: fleetOf(file, stops) }, () => ({
      ...PLAIN_VEHICLE,
      start: depot,
      end: depot,
      capacity: [file.capacity, 0] as const,
      shift: { from, until },
      pause: { ...LUNCH, seconds: file.lunchSeconds, isAlways: true },
      // Only where nobody else can go: the number of trucks counts before their ways.
      fixedCost: MUST_SERVE / 100,
      maxStops: file.dayStops,
      maxDayLoad: file.dayLoad,
    })),
  }
}

/** More than any plan needs: three times what the loads alone ask for. */
function fleetOf({ places, dayLoad }: KimFile, stops: readonly number[]): number {
  const total = stops.reduce((sum, index) => sum + at(places, index).load, 0)
  return Math.ceil(total / dayLoad) * 3 + 6
}

import { at, type Instance, MUST_SERVE, numbersOf, PLAIN_VEHICLE, type Verdict, visitFaults } from './instance.ts'

interface Customer {
  x: number
  y: number
  demand: number
  ready: number
  due: number
  service: number
}

interface SolomonFile {
  vehicles: number
  capacity: number
  /** The depot first. */
  customers: Customer[]
}

/** Solomon's instances by the convention that counts distance only, in double precision. */
export function readSolomon(text: string): Instance {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const rows = lines.filter((line) => /^[\d.\s-]+$/.test(line) && line !== '').map(numbersOf)
  const [fleet = [], ...customers] = rows
  const file: SolomonFile = {
    vehicles: at(fleet, 0),
    capacity: at(fleet, 1),
    customers: customers.map((row) => ({
      x: at(row, 1),
      y: at(row, 2),
      demand: at(row, 3),
      ready: at(row, 4),
      due: at(row, 5),
      service: at(row, 6),
    })),
  }
  return {
    name: at(lines, 0),
    problem: problemOf(file),
    idOf: (visit) => ('stop' in visit ? visit.stop + 1 : 0),
    judge: (routes) => judge(file, routes),
  }
}

function problemOf({ vehicles, capacity, customers }: SolomonFile) {
  const depot = at(customers, 0)
  return {
    travel: {
      kind: 'plane' as const,
      x: Float64Array.from(customers, ({ x }) => x),
      y: Float64Array.from(customers, ({ y }) => y),
      norm: 'euclidean' as const,
      secondsPerMetre: 1,
    },
    tips: [],
    stops: customers.slice(1).map(({ demand, ready, due, service }, index) => ({
      place: index + 1,
      load: [demand, 0] as const,
      serviceSeconds: service,
      windows: [{ from: ready, until: due }],
      penalty: MUST_SERVE,
      needs: 0,
    })),
    vehicles: Array.from({ length: vehicles }, () => ({
      ...PLAIN_VEHICLE,
      capacity: [capacity, 0] as const,
      shift: { from: depot.ready, until: depot.due },
    })),
  }
}

/** Sums of fractions may differ in their last digits. */
const ROUNDING = 1e-6

function judge({ vehicles, capacity, customers }: SolomonFile, routes: readonly (readonly number[])[]): Verdict {
  const faults = visitFaults(routes, new Set(customers.keys().drop(1)))
  if (routes.length > vehicles) faults.push(`${routes.length} vehicles of ${vehicles}`)
  let cost = 0
  for (const [number, route] of routes.entries()) {
    const stops = [0, ...route, 0].map((id) => at(customers, id))
    const load = stops.reduce((sum, { demand }) => sum + demand, 0)
    if (load > capacity) faults.push(`route ${number + 1} carries ${load} of ${capacity}`)
    let time = at(stops, 0).ready
    for (let leg = 1; leg < stops.length; leg++) {
      const [from, to] = [at(stops, leg - 1), at(stops, leg)]
      const way = Math.hypot(from.x - to.x, from.y - to.y)
      cost += way
      time = Math.max(time + from.service + way, to.ready)
      if (time > to.due + ROUNDING) faults.push(`route ${number + 1} is at its visit ${leg} at ${time}, due ${to.due}`)
    }
  }
  return { cost, vehicles: routes.length, faults }
}

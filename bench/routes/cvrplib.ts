import { at, type Instance, MUST_SERVE, numbersOf, PLAIN_VEHICLE, type Verdict, visitFaults } from './instance.ts'

/** Capacitated vehicle routing as CVRPLIB writes it: EUC_2D, every way rounded to the nearest whole number. */
export function readCvrplib(text: string): Instance {
  const field = (name: string) => new RegExp(`^${name}\\s*:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? ''
  if (field('EDGE_WEIGHT_TYPE') !== 'EUC_2D') throw new Error('Only EUC_2D instances are read')
  const section = (name: string) => {
    const [, after = ''] = text.split(new RegExp(`^${name}\\s*$`, 'm'))
    return (after.split(/^[A-Z]/m)[0] ?? '').trim().split(/\r?\n/).map(numbersOf)
  }
  const nodes = section('NODE_COORD_SECTION')
  const demands = new Map(section('DEMAND_SECTION').map((row) => [at(row, 0), at(row, 1)]))
  const file: CvrplibFile = {
    capacity: Number(field('CAPACITY')),
    x: nodes.map((row) => at(row, 1)),
    y: nodes.map((row) => at(row, 2)),
    demands: nodes.map((row) => demands.get(at(row, 0)) ?? 0),
  }
  return {
    name: field('NAME'),
    problem: problemOf(file),
    // The depot is the first node; solutions number the customers from 1.
    idOf: (visit) => ('stop' in visit ? visit.stop + 1 : 0),
    judge: (routes) => judge(file, routes),
  }
}

interface CvrplibFile {
  capacity: number
  x: number[]
  y: number[]
  demands: number[]
}

function problemOf(file: CvrplibFile) {
  const places = file.x.length
  const metres = new Float64Array(places * places)
  for (let from = 0; from < places; from++)
    for (let to = 0; to < places; to++) metres[from * places + to] = way(file, from, to)
  const customers = file.demands.slice(1)
  return {
    travel: { kind: 'matrix' as const, places, metres, seconds: metres },
    tips: [],
    stops: customers.map((demand, index) => ({
      place: index + 1,
      load: [demand, 0] as const,
      serviceSeconds: 0,
      windows: [],
      penalty: MUST_SERVE,
      needs: 0,
    })),
    vehicles: customers.map(() => ({ ...PLAIN_VEHICLE, capacity: [file.capacity, 0] as const })),
  }
}

function judge(file: CvrplibFile, routes: readonly (readonly number[])[]): Verdict {
  const customers = new Set(file.demands.keys().drop(1))
  const faults = visitFaults(routes, customers)
  let cost = 0
  for (const [number, route] of routes.entries()) {
    const load = route.reduce((sum, id) => sum + (file.demands[id] ?? 0), 0)
    if (load > file.capacity) faults.push(`route ${number + 1} carries ${load} of ${file.capacity}`)
    const stops = [0, ...route, 0]
    for (let leg = 1; leg < stops.length; leg++) cost += way(file, at(stops, leg - 1), at(stops, leg))
  }
  return { cost, vehicles: routes.length, faults }
}

function way({ x, y }: CvrplibFile, from: number, to: number): number {
  return Math.floor(Math.hypot(at(x, from) - at(x, to), at(y, from) - at(y, to)) + 0.5)
}

// Streets without a map of streets: where enough of the business's own addresses on one street lie in a line, that
// line is the street. It is drawn only as far as the addresses reach, so it never claims what is not known.

export interface Street {
  name: string
  from: [longitude: number, latitude: number]
  to: [longitude: number, latitude: number]
}

export interface Addressed {
  address: string
  latitude: number
  longitude: number
}

const MIN_ADDRESSES = 3
/** How far off the line the addresses may lie on average, against its length. */
const MAX_SCATTER = 0.12
const MIN_LENGTH_METRES = 60
const METRES_PER_DEGREE = 111_320

export function streetsOf(places: readonly Addressed[]): Street[] {
  const byName = Map.groupBy(places, ({ address }) => streetName(address))
  return [...byName].flatMap(([name, members]) => {
    const line = name && members.length >= MIN_ADDRESSES ? fitLine(members) : undefined
    return name && line ? [{ name, ...line }] : []
  })
}

/** `120 E Broad St, Columbus, OH 43215` stands on E Broad St. */
function streetName(address: string): string | undefined {
  return /^\s*\d+[a-z]?\s+([^,]{3,60})/i.exec(address)?.[1]?.trim()
}

/** The direction in which the addresses spread most, and how far they reach along it. */
function fitLine(members: readonly Addressed[]): Omit<Street, 'name'> | undefined {
  const latitude = mean(members.map((member) => member.latitude))
  const longitude = mean(members.map((member) => member.longitude))
  const shrink = Math.cos((latitude * Math.PI) / 180)
  const points = members.map((member) => ({
    x: (member.longitude - longitude) * shrink * METRES_PER_DEGREE,
    y: (member.latitude - latitude) * METRES_PER_DEGREE,
  }))
  const angle =
    0.5 * Math.atan2(2 * mean(points.map(({ x, y }) => x * y)), mean(points.map(({ x, y }) => x * x - y * y)))
  const along = points.map(({ x, y }) => x * Math.cos(angle) + y * Math.sin(angle))
  const across = points.map(({ x, y }) => Math.abs(y * Math.cos(angle) - x * Math.sin(angle)))
  const [start, end] = [Math.min(...along), Math.max(...along)]
  const isLine = end - start >= MIN_LENGTH_METRES && mean(across) <= MAX_SCATTER * (end - start)
  if (!isLine) return undefined
  const at = (metres: number): [number, number] => [
    longitude + (metres * Math.cos(angle)) / (METRES_PER_DEGREE * shrink),
    latitude + (metres * Math.sin(angle)) / METRES_PER_DEGREE,
  ]
  return { from: at(start), to: at(end) }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

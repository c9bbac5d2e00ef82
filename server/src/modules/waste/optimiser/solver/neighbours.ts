import type { Ways } from './ways.ts'

/** So many are enough to find the routes around a stop. */
const MOST = 250

/** By stop, the others that are cheapest to go to, cheapest first. */
export function neighbours(ways: Ways, place: Int32Array, stops: number): { nearest: Int32Array; near: number } {
  const near = Math.max(0, Math.min(stops - 1, MOST))
  const nearest = new Int32Array(stops * near)
  const costs = new Float64Array(stops)
  const order = new Int32Array(stops)
  for (let stop = 0; stop < stops; stop++) {
    for (let other = 0; other < stops; other++) {
      order[other] = other
      costs[other] = ways.cost(0, place[stop], place[other]) + ways.cost(0, place[other], place[stop])
    }
    costs[stop] = Infinity
    if (stops > 4 * near) keepSmallest(order, costs, near)
    const kept = order.subarray(0, Math.min(stops, Math.max(near, stops > 4 * near ? near : stops)))
    kept.sort((one, other) => costs[one] - costs[other])
    nearest.set(kept.subarray(0, near), stop * near)
  }
  return { nearest, near }
}

/** Brings the `count` with the least cost to the front, in any order (Hoare's selection). */
function keepSmallest(order: Int32Array, costs: Float64Array, count: number): void {
  let low = 0
  let high = order.length - 1
  while (low < high) {
    const pivot = costs[order[(low + high) >> 1]]
    let left = low
    let right = high
    while (left <= right) {
      while (costs[order[left]] < pivot) left++
      while (costs[order[right]] > pivot) right--
      if (left > right) break
      const one = order[left]
      order[left++] = order[right]
      order[right--] = one
    }
    if (count - 1 <= right) high = right
    else if (count - 1 >= left) low = left
    else return
  }
}

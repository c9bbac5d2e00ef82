import type { Model } from './model.ts'

/** When work at a node ends if the truck is there at `arrival`; Infinity where it comes too late. */
export function departure(model: Model, node: number, arrival: number): number {
  const first = model.windowsFrom[node]
  const { opens, closes } = model
  for (let window = first; window < first + model.windowCount[node]; window++)
    if (arrival <= closes[window]) return Math.max(arrival, opens[window]) + model.service[node]
  return Infinity
}

/**
 * The same with the pause taken by then: before the node, on arriving there, or when its work is done. `left` is when it
 * leaves without one.
 */
export function departurePaused(
  model: Model,
  node: number,
  vehicle: number,
  arrival: number,
  left: number,
  arrivalPaused: number,
): number {
  const before = departure(model, node, arrivalPaused)
  const onArriving = departure(model, node, pauseEnd(model, vehicle, arrival))
  return Math.min(before, onArriving, pauseEnd(model, vehicle, left))
}

/** The latest arrival from which work is done by `time`; -Infinity where there is none. */
export function latestArrival(model: Model, node: number, time: number): number {
  const first = model.windowsFrom[node]
  const start = time - model.service[node]
  for (let window = first + model.windowCount[node] - 1; window >= first; window--)
    if (model.opens[window] <= start) return Math.min(start, model.closes[window])
  return -Infinity
}

/** When a pause that cannot begin before `time` is over; Infinity where it would begin too late. */
export function pauseEnd(model: Model, vehicle: number, time: number): number {
  if (time > model.pauseUntil[vehicle]) return Infinity
  return Math.max(time, model.pauseFrom[vehicle]) + model.pauseSeconds[vehicle]
}

/** The latest moment from which a pause is over by `time`. */
export function latestPause(model: Model, vehicle: number, time: number): number {
  const begin = time - model.pauseSeconds[vehicle]
  return begin < model.pauseFrom[vehicle] ? -Infinity : Math.min(begin, model.pauseUntil[vehicle])
}

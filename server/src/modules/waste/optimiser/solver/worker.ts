import { parentPort, workerData } from 'node:worker_threads'
import type { Problem } from '../problem.ts'
import { budgetOf, cpuSeconds } from './budget.ts'
import { solve } from './solve.ts'

/** What a search is given, in a thread of its own. */
export interface Task {
  problem: Problem
  seed: number
  seconds?: number | undefined
  steps?: number | undefined
  /** The first number is 1 when the search is to end. */
  stop: Int32Array
}

/** Curves are looked at by people. */
const REPORT_EVERY_MS = 200

// Only optimise.ts starts this file, and it gives it a task.
const { problem, stop, ...task } = workerData as Task
let reportedAt = 0

const solved = solve(problem, { seed: task.seed, budget: budgetOf({ ...task, stop }), onBest: report })
parentPort?.postMessage({ solved: { ...solved, cpuSeconds: cpuSeconds() } })

function report(cost: number): void {
  const now = performance.now()
  if (now - reportedAt < REPORT_EVERY_MS) return
  reportedAt = now
  parentPort?.postMessage({ cost })
}

/** Of time or of steps; and whoever asked may stop it at any moment. */
export interface Budget {
  /** How much is used, from 0 to 1; 1 is the end. */
  spent(steps: number): number
}

export interface Limits {
  /** Processor time of this thread. */
  seconds?: number | undefined
  /** Makes the answer depend on the seed alone, not on the machine. */
  steps?: number | undefined
  /** Set to 1 from outside to stop. */
  stop: Int32Array
}

export function budgetOf({ seconds, steps: most, stop }: Limits): Budget {
  const start = cpuSeconds()
  return {
    spent(steps) {
      if (Atomics.load(stop, 0) === 1) return 1
      const bySteps = most === undefined ? 0 : steps / most
      const byTime = seconds === undefined ? 0 : (cpuSeconds() - start) / seconds
      return Math.min(1, Math.max(bySteps, byTime))
    },
  }
}

export function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

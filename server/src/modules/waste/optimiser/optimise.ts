import { Worker } from 'node:worker_threads'
import type { Problem, Solution } from './problem.ts'

export interface OptimiseOptions {
  seed: number
  /** Processor time of each thread. Without it, and without `steps`, the search ends when it is told to. */
  seconds?: number | undefined
  /** With steps instead of seconds, the same seed gives the same plan on every machine. Rounded up to a multiple of 128. */
  steps?: number | undefined
  /** Each searches by itself, from a seed of its own; the best plan of all is taken. */
  threads?: number | undefined
  /** Ends the search with the best plan so far. */
  signal?: AbortSignal | undefined
  /** The least cost so far, a few times a second while it falls. */
  onProgress?: ((cost: number) => void) | undefined
}

export interface Optimised extends Solution {
  /** Of all threads together, compiling and starting included. */
  cpuSeconds: number
  steps: number
}

type Message = { cost: number } | { solved: Optimised }

/** Looks for the cheapest plan, in threads of its own, so that nothing else in the process waits for it. */
export async function optimise(problem: Problem, options: OptimiseOptions): Promise<Optimised> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const end = () => Atomics.store(stop, 0, 1)
  options.signal?.addEventListener('abort', end)
  if (options.signal?.aborted) end()
  try {
    const threads = Array.from({ length: options.threads ?? 1 }, (_, thread) => thread)
    const progress = leastOf(options.onProgress)
    const found = await Promise.all(threads.map((thread) => search(problem, { ...options, stop, thread, progress })))
    return bestOf(found)
  } finally {
    options.signal?.removeEventListener('abort', end)
  }
}

interface Search extends OptimiseOptions {
  stop: Int32Array
  thread: number
  progress(cost: number): void
}

/** Far apart, so that seeds that follow each other share no thread. */
const SEED_STEP = 7_919

function search(problem: Problem, { seed, seconds, steps, stop, thread, progress }: Search): Promise<Optimised> {
  const workerData = { problem, seed: seed + thread * SEED_STEP, seconds, steps, stop }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./solver/worker.ts', import.meta.url), { workerData })
    worker.on('message', (message: Message) => {
      if ('solved' in message) resolve(message.solved)
      else progress(message.cost)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The search ended with ${code} and without a plan`)))
  })
}

function leastOf(onProgress: OptimiseOptions['onProgress']): (cost: number) => void {
  let least = Infinity
  return (cost) => {
    if (cost >= least) return
    least = cost
    onProgress?.(cost)
  }
}

function bestOf(found: readonly Optimised[]): Optimised {
  const best = found.reduce((one, other) => (other.cost < one.cost ? other : one))
  const sum = (pick: (one: Optimised) => number) => found.reduce((total, one) => total + pick(one), 0)
  return { ...best, cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds), steps: sum(({ steps }) => steps) }
}

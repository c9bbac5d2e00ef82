import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { defineJob } from '#platform/jobs/define-job.ts'

// Jobs for the worker that the fault tests kill.

const Payload = z.strictObject({})

/** Never ends the first time, and at once the second. */
export const stuckOnce = defineJob({
  name: 'fault.stuck-once',
  title: 'Stuck once',
  payload: Payload,
  attempts: 1,
  timeoutMs: 60_000,
  run: async ({ attempt, signal }) => {
    if (attempt === 1) await sleep(50_000, undefined, { signal })
    return { attempt }
  },
})

/** Ends its process, every time. */
export const killer = defineJob({
  name: 'fault.killer',
  title: 'Killer',
  payload: Payload,
  attempts: 5,
  timeoutMs: 60_000,
  run: async () => process.kill(process.pid, 'SIGKILL'),
})

/** Leaves one audit entry however often it runs: the entry of an attempt that was not finished is told apart by its job. */
export const counted = defineJob({
  name: 'fault.counted',
  title: 'Counted',
  payload: Payload,
  attempts: 3,
  timeoutMs: 60_000,
  run: async ({ id, write }) => {
    await sleep(Math.random() * 20)
    await write(async (ctx) => ctx.audit('fault.counted', { note: id }))
  },
})

/** Takes two seconds. */
export const twoSeconds = defineJob({
  name: 'fault.two-seconds',
  title: 'Two seconds',
  payload: Payload,
  attempts: 1,
  timeoutMs: 60_000,
  run: ({ signal }) => sleep(2_000, 'done', { signal }),
})

export const FAULT_JOBS = [stuckOnce, killer, counted, twoSeconds]

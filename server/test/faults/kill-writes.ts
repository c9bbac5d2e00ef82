// `npm run fault [-- --writes 5000]`: kills the product under load and counts what was lost or done twice.
import { parseArgs } from 'node:util'
import { FaultBench, type Outcome } from './writes/trial.ts'
import { faultsOf } from './writes/verdict.ts'

const { values } = parseArgs({
  options: {
    writes: { type: 'string', default: '5000' },
    'api-kills': { type: 'string', default: '6' },
    'worker-kills': { type: 'string', default: '6' },
  },
})
const plan = {
  writes: Number(values.writes),
  apiKills: Number(values['api-kills']),
  workerKills: Number(values['worker-kills']),
}

const bench = await FaultBench.open()
try {
  console.info(
    `${plan.writes} writes, ${plan.apiKills} kills of the API with its database, ${plan.workerKills} of the worker`,
  )
  const withKeys = await bench.run({ ...plan, withKeys: true })
  show('with keys', withKeys)
  // The control: what the same faults do to clients that repeat without a key. If it shows nothing, the trial saw nothing.
  const without = await bench.run({ ...plan, writes: Math.ceil(plan.writes / 2), withKeys: false })
  show('without keys (control)', without)
  const faults = faultsOf(withKeys.verdict)
  if (without.verdict.doubled === 0)
    faults.push('the control without keys doubled nothing, so this trial proves nothing')
  console.info(faults.length === 0 ? '\nNothing lost, nothing doubled.' : `\nFAILED: ${faults.join(', ')}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await bench.close()
}

function show(title: string, { verdict, ...outcome }: Outcome): void {
  const { apiKills, workerKills, repetitions, seconds, drainedInSeconds } = outcome
  console.info(`\n${title}`)
  console.table({
    ...verdict,
    apiKills,
    workerKills,
    repetitions,
    seconds: round(seconds),
    drainedInSeconds: round(drainedInSeconds),
  })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

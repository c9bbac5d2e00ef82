// The optimiser on published instances: gap to the best known, processor time, and an independent verdict on every plan.
// npm run bench:routes -- --dir <folder> --format cvrplib|solomon|kim --seconds 30 --seeds 1,2,3 --threads 1 --json --out <folder>
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { optimise } from '../server/src/modules/waste/optimiser/optimise.ts'
import { bestKnownIn } from './routes/best-known.ts'
import { readCvrplib } from './routes/cvrplib.ts'
import type { Instance, Verdict } from './routes/instance.ts'
import { readKim } from './routes/kim.ts'
import { readSolomon } from './routes/solomon.ts'

const FORMATS = {
  cvrplib: { ending: '.vrp', read: (text: string) => readCvrplib(text) },
  solomon: { ending: '.txt', read: (text: string) => readSolomon(text) },
  kim: { ending: '.txt', read: (text: string, name: string) => readKim(text, name) },
}

interface Run {
  instance: string
  seed: number
  cost: number
  vehicles: number
  feasible: boolean
  cpuSeconds: number
}

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    format: { type: 'string', default: 'cvrplib' },
    seconds: { type: 'string', default: '30' },
    seeds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
})

await main()

async function main(): Promise<void> {
  if (values.dir === undefined || !isFormat(values.format)) {
    console.error('Use --dir <folder of instance files> and --format cvrplib, solomon or kim')
    process.exitCode = 1
    return
  }
  const runs: Run[] = []
  const bestKnown = await bestKnownIn(values.dir)
  const gapOf = ({ instance, cost }: Run) => gap(cost, bestKnown.get(instance))
  for (const instance of await instancesIn(values.dir, values.format)) {
    for (const seed of values.seeds.split(',').map(Number)) {
      const run = await solveOnce(instance, seed)
      runs.push(run)
      if (values.json) console.log(JSON.stringify(run))
      else console.log(lineOf(run, gapOf(run)))
    }
  }
  if (!values.json)
    console.log(
      summaryOf(
        runs.flatMap((run) => gapOf(run) ?? []),
        runs,
      ),
    )
  if (runs.some(({ feasible }) => !feasible)) process.exitCode = 1
}

function isFormat(format: string): format is keyof typeof FORMATS {
  return format in FORMATS
}

async function instancesIn(dir: string, format: keyof typeof FORMATS): Promise<Instance[]> {
  const { ending, read } = FORMATS[format]
  const files = (await readdir(dir)).filter((file) => file.endsWith(ending)).sort()
  return Promise.all(
    files.map(async (file) =>
      read(await readFile(join(dir, file), 'utf8'), basename(file, ending).replace('_stop', '')),
    ),
  )
}

async function solveOnce(instance: Instance, seed: number): Promise<Run> {
  const options = { seed, seconds: Number(values.seconds), threads: Number(values.threads) }
  const solution = await optimise(instance.problem, options)
  const routes = solution.routes
    .map((visits) => visits.map((visit) => instance.idOf(visit)))
    .filter((route) => route.length > 0)
  const verdict = instance.judge(routes)
  for (const fault of verdict.faults) console.error(`${instance.name}, seed ${seed}: ${fault}`)
  if (values.out !== undefined) await writeSolution(values.out, `${instance.name}.${seed}.sol`, routes, verdict)
  return {
    instance: instance.name,
    seed,
    cost: Math.round(verdict.cost * 1000) / 1000,
    vehicles: verdict.vehicles,
    feasible: verdict.faults.length === 0,
    cpuSeconds: Math.round(solution.cpuSeconds * 100) / 100,
  }
}

async function writeSolution(
  folder: string,
  file: string,
  routes: readonly number[][],
  verdict: Verdict,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const lines = routes.map((route, index) => `Route #${index + 1}: ${route.join(' ')}`)
  await writeFile(join(folder, file), `${[...lines, `Cost ${Math.round(verdict.cost * 1000) / 1000}`].join('\n')}\n`)
}

function gap(cost: number, best: number | undefined): number | undefined {
  return best === undefined ? undefined : (cost / best - 1) * 100
}

function lineOf({ instance, seed, cost, vehicles, feasible, cpuSeconds }: Run, percent: number | undefined): string {
  const verdict = feasible ? 'valid' : 'NOT VALID'
  const distance = percent === undefined ? '' : `${percent.toFixed(3)} %`
  return `${instance.padEnd(14)} seed ${seed}  ${cost.toFixed(2).padStart(12)}  ${distance.padStart(9)}  ${String(vehicles).padStart(3)} vehicles  ${cpuSeconds.toFixed(1).padStart(6)} s  ${verdict}`
}

function summaryOf(gaps: readonly number[], runs: readonly Run[]): string {
  const seconds = runs.reduce((sum, run) => sum + run.cpuSeconds, 0)
  const mean =
    gaps.length === 0 ? '' : `mean gap ${(gaps.reduce((sum, one) => sum + one, 0) / gaps.length).toFixed(3)} %, `
  return `${runs.length} runs: ${mean}${seconds.toFixed(0)} processor seconds, ${runs.filter(({ feasible }) => feasible).length} valid`
}
